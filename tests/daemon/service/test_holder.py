from pathlib import Path

import pytest

from hytedata.errors import ConfigError
from hytedata_daemon.service.holder import SettingsHolder
from hytedata_daemon.service.reloading import reload
from hytedata_daemon.service.systemd import Notifier
from tests.daemon.service.conftest import Listener

CONTACT = 'contact = "tietohallinto@kunta.example"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "hytedata.toml"
    file.write_text(CONTACT, encoding="utf-8")
    return file


@pytest.fixture
def holder(file: Path) -> SettingsHolder:
    return SettingsHolder.reading(file, {})


def test_a_file_that_changed_is_in_force_once_it_is_read_again(
    file: Path, holder: SettingsHolder
) -> None:
    file.write_text(CONTACT + '[daemon.jobs.plan]\ncron = "0 7 * * *"\n', encoding="utf-8")

    reloaded = holder.reload()

    assert holder().daemon.jobs.plan.cron == "0 7 * * *"
    assert (reloaded.changed, reloaded.restart) == (True, ())


def test_a_file_that_says_the_same_changes_nothing(holder: SettingsHolder) -> None:
    before = holder()

    reloaded = holder.reload()

    assert not reloaded.changed
    assert holder() == before


def test_a_broken_file_leaves_the_settings_as_they_were(file: Path, holder: SettingsHolder) -> None:
    before = holder()
    file.write_text(CONTACT + "[daemon.web]\nport = 0\n[daemon.jobs.nap]\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        holder.reload()

    assert holder() is before
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('store = "sqlite:///other.db"\n', "store"),
        ("[daemon.web]\nport = 8471\n", "daemon.web.port"),
        ('[daemon.web]\nhost = "127.0.0.2"\n', "daemon.web.host"),
    ],
)
def test_what_needs_a_restart_is_named_and_stays_as_it_runs(
    file: Path, holder: SettingsHolder, text: str, key: str
) -> None:
    before = holder()
    file.write_text(CONTACT + text, encoding="utf-8")

    reloaded = holder.reload()

    assert reloaded.restart == (key,)
    assert holder() == before


def test_the_pages_settings_stay_together_where_their_address_needs_a_restart(
    file: Path, holder: SettingsHolder
) -> None:
    before = holder().daemon.web
    text = '[daemon.web]\nport = 8471\npublic_url = "https://hyte.kunta.example"\n'
    file.write_text(CONTACT + text, encoding="utf-8")

    holder.reload()

    assert holder().daemon.web == before


def test_where_their_address_stays_the_pages_settings_change(
    file: Path, holder: SettingsHolder
) -> None:
    text = '[daemon.web]\npublic_url = "https://hyte.kunta.example"\n'
    file.write_text(CONTACT + text, encoding="utf-8")

    reloaded = holder.reload()

    assert holder().daemon.web.public_url == "https://hyte.kunta.example"
    assert (reloaded.changed, reloaded.restart) == (True, ())


def test_the_rest_of_a_file_that_needs_a_restart_is_in_force(
    file: Path, holder: SettingsHolder
) -> None:
    text = 'store = "sqlite:///other.db"\n[daemon]\ntime_zone = "UTC"\n'
    file.write_text(CONTACT + text, encoding="utf-8")

    holder.reload()

    assert holder().daemon.time_zone == "UTC"
    assert holder().config.store.endswith("/hytedata.db")


def test_a_broken_file_is_told_to_systemd_the_log_and_people(
    file: Path, holder: SettingsHolder, systemd: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[ConfigError | None] = []
    file.write_text(CONTACT + "[daemon.web]\nport = 0\nhost = 1\n", encoding="utf-8")

    note = reload(holder, Notifier(systemd.address), told.append)

    assert systemd.next()["RELOADING"] == "1"
    assert "daemon.web.host" in note
    assert note.endswith("(and 1 more)")
    assert [type(one) for one in told] == [ConfigError]
    assert [record.message for record in caplog.records] == ["config_refused"]


def test_a_file_in_order_is_told_to_people_too(holder: SettingsHolder) -> None:
    told: list[ConfigError | None] = []

    note = reload(holder, Notifier(), told.append)

    assert (note, told) == ("", [None])


def test_a_notice_that_cannot_be_kept_does_not_end_the_service(holder: SettingsHolder) -> None:
    def fails(problem: ConfigError | None) -> None:
        raise ZeroDivisionError

    assert reload(holder, Notifier(), fails) == ""


def test_work_in_hand_has_time_for_the_longest_write_unless_the_file_says_otherwise(
    file: Path, holder: SettingsHolder
) -> None:
    before = holder().daemon.stop_within
    file.write_text(CONTACT + '[daemon]\nstop_within = "10min"\n', encoding="utf-8")

    holder.reload()

    assert (before, holder().daemon.stop_within) == ("270s", "10min")
