"""What the command line does with accounts, and how passwords are kept."""

import io
import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from hytedata.errors import InputError, NotFound
from hytedata_daemon.web.security import accounts
from hytedata_daemon.web.security.passwords import HashingBusy, Passwords
from tests.daemon.web.security.world import MALLILA, PASSWORD, World, sign_in


def test_an_account_is_kept_with_role_and_organisations_and_no_password(world: World) -> None:
    world.add("Katja", "approver", MALLILA.upper())

    found = world.store.accounts.get("katja")

    assert found is not None
    assert (found.role, found.organisations, found.disabled) == ("approver", (MALLILA,), False)
    assert str(found.password).startswith("$argon2id$")
    assert PASSWORD not in str(found.password)
    assert str(found.password) not in repr(found)
    assert [one.name for one in world.store.accounts.all()] == ["katja", "maija"]


def test_what_is_done_to_accounts_is_in_the_audit_log(world: World) -> None:
    accounts.set_role(
        world.store, world.settings, "maija", role="viewer", organisations=[MALLILA], who="root"
    )
    accounts.set_password(
        world.store, "maija", SecretStr(PASSWORD), who="root", passwords=world.passwords
    )
    accounts.disable(world.store, "maija", who="root")
    accounts.disable(world.store, "maija", who="root", disabled=False)
    accounts.remove(world.store, "maija", who="root")

    assert [what for what, _, _ in world.audited()] == [
        "account-role-set",
        "account-password-set",
        "account-disabled",
        "account-enabled",
        "account-removed",
    ]
    assert PASSWORD not in str(world.audited())
    assert world.store.accounts.all() == ()


def test_a_name_is_taken_once(world: World) -> None:
    with pytest.raises(InputError, match="there is an account maija already"):
        world.add("MAIJA")


@pytest.mark.parametrize("name", ["", "   ", "a" * 101, "ma\nija"])
def test_a_name_must_be_visible_and_short(world: World, name: str) -> None:
    with pytest.raises(InputError, match="1 to 100 visible characters"):
        world.add(name)


def test_an_organisation_must_be_one_of_the_configuration(world: World) -> None:
    with pytest.raises(InputError, match="no organisation abc; it has"):
        world.add("katja", "viewer", "abc")


@pytest.mark.parametrize("password", ["", "lyhyt", "a" * 11, "a" * 1_001])
def test_a_password_must_be_long_and_nothing_else(world: World, password: str) -> None:
    with pytest.raises(InputError, match="12 to 1000 characters") as caught:
        world.add("katja", password=password)

    assert password not in str(caught.value) or not password
    world.add("katja", password="a" * 12)


def test_what_is_not_there_cannot_be_changed(world: World) -> None:
    with pytest.raises(NotFound, match="account list"):
        accounts.disable(world.store, "katja", who="root")


def test_a_password_is_piped_in_or_typed_twice() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["kolme sanaa", "kolme sanaa", "kolme sanaa", "neljä"])

    def ask(_prompt: str) -> str:
        return next(typed)

    assert accounts.read_password(io.StringIO("s3cret \n")).get_secret_value() == "s3cret "
    assert accounts.read_password(Terminal(), ask=ask).get_secret_value() == "kolme sanaa"
    with pytest.raises(InputError, match="differ"):
        accounts.read_password(Terminal(), ask=ask)
    with pytest.raises(InputError, match="no password was given"):
        accounts.read_password(io.StringIO(""))


def test_letters_are_the_same_however_the_keyboard_makes_them(quick_passwords: Passwords) -> None:
    kept = quick_passwords.hash(SecretStr("pa\u0308iva\u0308 paistaa"))

    assert quick_passwords.matches(kept, SecretStr("p\u00e4iv\u00e4 paistaa"))


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(world: World) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    world.store.accounts.set_password("maija", old)
    client = world.browser()
    sign_in(client)

    found = world.store.accounts.get("maija")

    assert found is not None
    assert "t=1" in str(found.password)
    assert client.get("/").status_code == 200
    assert sign_in(world.browser()).status_code == 303


def test_a_renewed_hash_never_undoes_a_new_password(world: World) -> None:
    assert not world.store.accounts.set_password("maija", "renewed", instead_of="not there")


def test_where_there_is_nobody_a_password_is_compared_all_the_same() -> None:
    compared: list[str] = []

    class Noting(PasswordHasher):
        def verify(self, known: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            compared.append(str(known))
            return super().verify(known, password)

    passwords = Passwords(Noting(time_cost=1, memory_cost=8, parallelism=1))

    assert not passwords.matches(None, SecretStr("nobody has this password"))
    assert [known[:10] for known in compared] == ["$argon2id$"]


class Slow(PasswordHasher):
    """Compares until it is told to stop, and counts how many do so at once."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.go_on = threading.Event()
        self.at_work = 0
        self.most = 0
        self.counted = threading.Lock()

    def verify(self, *_: object) -> bool:  # type: ignore[override]
        with self.counted:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        self.go_on.wait(10)
        with self.counted:
            self.at_work -= 1
        return True


def test_a_flood_of_passwords_takes_two_places_and_a_short_line(world: World) -> None:
    slow = Slow()
    passwords = Passwords(slow)
    outcomes: list[bool | None] = []

    def compare() -> None:
        try:
            outcomes.append(passwords.matches("known", SecretStr("x")))
        except HashingBusy:
            outcomes.append(None)
        if outcomes.count(None) == 4:
            slow.go_on.set()

    threads = [threading.Thread(target=compare) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert slow.most <= 2
    assert sorted(map(str, outcomes)) == ["None"] * 4 + ["True"] * 8


def test_an_attempt_that_was_not_made_is_not_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise HashingBusy

    with monkeypatch.context() as patched:
        patched.setattr(world.passwords, "matches", refuse)
        answers = [sign_in(world.browser()) for _ in range(8)]

    assert {answer.status_code for answer in answers} == {503}
    assert answers[0].headers["retry-after"] == "5"
    assert sign_in(world.browser()).status_code == 303


def test_sessions_and_attempts_that_are_over_can_be_deleted(world: World) -> None:
    sign_in(world.browser())
    sign_in(world.browser(), "maija", "aivan väärä salasana")

    assert (world.store.sessions.forget_ended(), world.store.attempts.forget()) == (0, 0)
    world.clock.time += timedelta(hours=2)
    assert (world.store.sessions.forget_ended(), world.store.attempts.forget()) == (1, 1)
    world.clock.time += timedelta(days=91)
    assert world.store.attempts.forget() == 1


def test_one_account_has_at_most_twenty_sessions(world: World) -> None:
    for number in range(25):
        world.clock.time += timedelta(seconds=1)
        world.store.sessions.begin(f"key-{number}", "maija", {"by": "password"})

    left = [number for number in range(25) if world.store.sessions.get(f"key-{number}")]

    assert left == list(range(5, 25))
