from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hytedata_daemon.schedule import Cron, Every, Rule
from hytedata_daemon.settings import JobName, Settings, Web, rule_of

Load = Callable[..., Settings]
Faults = Callable[..., list[str]]


def times(settings: Settings, name: JobName, *, full: bool = False) -> Cron | Every:
    rule = rule_of(settings.daemon, name, full=full)
    assert isinstance(rule, Rule)
    return rule.times


# --- defaults and choices ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["read-lipas", "read-ptv", "read-calendars"])
def test_registers_are_read_daily_for_changes_and_weekly_in_full(load: Load, name: JobName) -> None:
    settings = load()

    daily, weekly = times(settings, name), times(settings, name, full=True)

    assert isinstance(daily, Cron)
    assert daily.expression.endswith("* * *")
    assert weekly == Cron("0 1 * * SUN")


def test_without_a_table_the_daemon_keeps_finnish_time_on_this_machine_alone(load: Load) -> None:
    daemon = load().daemon

    assert daemon.time_zone == "Europe/Helsinki"
    assert daemon.quiet_hours == ()
    assert daemon.web.host == "127.0.0.1"
    assert daemon.web.proxy_user_header is None


def test_borders_are_looked_for_in_january(load: Load) -> None:
    assert times(load(), "boundaries") == Cron("30 3 * JAN MON")


def test_an_interval_takes_the_place_of_a_default_time(load: Load) -> None:
    settings = load('[daemon.jobs.read-lipas]\nevery = "6h"\n')

    assert times(settings, "read-lipas") == Every(timedelta(hours=6))
    assert times(settings, "read-lipas", full=True) == Cron("0 1 * * SUN")


def test_one_key_of_a_job_leaves_its_others_as_they_were(load: Load) -> None:
    settings = load('[daemon.jobs.plan]\njitter = "1h"\n')

    assert times(settings, "plan") == times(load(), "plan")
    assert settings.daemon.jobs.plan.jitter == "1h"


def test_a_job_that_is_not_enabled_has_no_rule(load: Load) -> None:
    daemon = load(
        "[daemon.jobs.apply]\nenabled = false\n[daemon.jobs.read-ptv]\nenabled = false\n"
    ).daemon

    assert rule_of(daemon, "apply") is None
    assert rule_of(daemon, "read-ptv", full=True) is None


def test_a_full_read_can_be_left_out_alone(load: Load) -> None:
    daemon = load("[daemon.jobs.read-ptv.full]\nenabled = false\n").daemon

    assert rule_of(daemon, "read-ptv", full=True) is None
    assert rule_of(daemon, "read-ptv") is not None


def test_only_a_read_is_full(load: Load) -> None:
    daemon = load().daemon

    with pytest.raises(ValueError, match="plan reads nothing"):
        rule_of(daemon, "plan", full=True)


def test_a_job_has_its_own_zone_and_quiet_hours_or_the_daemons(load: Load) -> None:
    daemon = load(
        '[daemon]\ntime_zone = "UTC"\nquiet_hours = ["8:00-16:00"]\n'
        '[daemon.jobs.gaps]\ntime_zone = "Europe/Stockholm"\nquiet_hours = []\n'
    ).daemon

    plan, gaps = rule_of(daemon, "plan"), rule_of(daemon, "gaps")

    assert plan is not None
    assert gaps is not None
    assert (plan.zone.key, len(plan.quiet)) == ("UTC", 1)
    assert (gaps.zone.key, len(gaps.quiet)) == ("Europe/Stockholm", 0)


def test_organisations_do_not_run_in_the_same_second(load: Load) -> None:
    daemon = load().daemon

    rules = [rule_of(daemon, "plan", organisation=str(number)) for number in range(10)]

    assert len({rule.offset for rule in rules if rule is not None}) > 5


# --- the environment -----------------------------------------------------------------------


def test_single_values_can_be_set_by_environment(load: Load) -> None:
    environ = {
        "HYTEDATA_DAEMON__WEB__PORT": "9000",
        "HYTEDATA_DAEMON__JOBS__READ_LIPAS__CRON": "15 1 * * *",
        "HYTEDATA_DAEMON__JOBS__CLEAN_UP__ENABLED": "false",
    }

    settings = load('[daemon.jobs.read-lipas]\njitter = "1min"\n', environ)

    assert settings.daemon.web.port == 9000
    assert times(settings, "read-lipas") == Cron("15 1 * * *")
    assert settings.daemon.jobs.read_lipas.jitter == "1min"
    assert rule_of(settings.daemon, "clean-up") is None


def test_a_wrong_value_of_the_environment_is_told_by_its_variable(faults: Faults) -> None:
    (line,) = faults("", {"HYTEDATA_DAEMON__JOBS__READ_LIPAS__JITTER": "soon"})

    assert line.startswith(
        "HYTEDATA_DAEMON__JOBS__READ_LIPAS__JITTER (daemon.jobs.read-lipas.jitter): 'soon' must be"
    )


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "key", "told"),
    [
        ('time_zone = "Helsinki"', "time_zone", "'Helsinki' must be a time zone such as"),
        ('time_zone = "../etc"', "time_zone", "must be a time zone such as"),
        ('quiet_hours = "22-6"', "quiet_hours", "must be a list"),
        ('quiet_hours = ["22-6"]', "quiet_hours[0]", "such as 22:00-06:00"),
        ('quiet_hours = ["25:00-06:00"]', "quiet_hours[0]", "different times from 0:00 to 24:00"),
        ('quiet_hours = ["6:00-06:00"]', "quiet_hours[0]", "different times"),
        ("port = 80", "port", "allowed here: jobs, quiet_hours, stop_within, time_zone, web"),
        ('[daemon.jobs.plan]\ncron = "0 25 * * *"', "jobs.plan.cron", "bad hour; write for"),
        ('[daemon.jobs.plan]\ncron = "hourly"', "jobs.plan.cron", "must have five fields"),
        ('[daemon.jobs.plan]\nevery = "often"', "jobs.plan.every", "such as 15min or 6h"),
        ("[daemon.jobs.plan]\nevery = 15", "jobs.plan.every", "15 must be text in quotes"),
        ('[daemon.jobs.plan]\nevery = "5s"', "jobs.plan.every", "at least 1min"),
        ('[daemon.jobs.plan]\nevery = "60w"', "jobs.plan.every", "at most 366d"),
        ('[daemon.jobs.plan]\njitter = "2d"', "jobs.plan.jitter", "at most 1d"),
        ('[daemon.jobs.plan]\nenabled = "yes"', "jobs.plan.enabled", "must be true or false"),
        ("[daemon.jobs]\nplan = false", "jobs.plan", "must be a table"),
        ("[daemon.jobs.plan.full]\n", "jobs.plan.full", "no such key"),
        ("[daemon.jobs.read-lipsa]\n", "jobs.read-lipsa", "did you mean read-lipas?"),
        ("[daemon.jobs.read-ptv]\ncorn = 1", "jobs.read-ptv.corn", "did you mean cron?"),
        (
            '[daemon.jobs.gaps]\ncron = "0 1 * * *"\nevery = "1d"',
            "jobs.gaps",
            "has both cron and every",
        ),
        (
            '[daemon.jobs.read-ptv.full]\ncron = "0 1 * * *"\nevery = "1d"',
            "jobs.read-ptv.full",
            "has both cron and every",
        ),
        ('[daemon.web]\nhost = "www.kunta.example"', "web.host", "must be an IP address"),
        ('[daemon.web]\nhost = "0.0.0.0"', "web.host", "without encryption; use 127.0.0.1"),
        ("[daemon.web]\nport = 0", "web.port", "0 "),
        ('[daemon.web]\nproxy_user_header = "X-User"', "web.proxy_user_header", "by anybody"),
        ('[daemon.web]\nproxy_addresses = ["0.0.0.0/0"]', "web.proxy_addresses[0]", "everybody"),
        ('[daemon.web]\nproxy_addresses = ["10.0.0.1/8"]', "web.proxy_addresses[0]", "host bits"),
        (
            '[daemon.web]\nproxy_addresses = ["::1"]\nproxy_user_header = "Cookie"',
            "web.proxy_user_header",
            "has another meaning",
        ),
        (
            '[daemon.web]\nproxy_addresses = ["::1"]\nproxy_user_header = "X_User"',
            "web.proxy_user_header",
            "letters, digits and -",
        ),
        (
            '[daemon.web]\nsession_key_credential = "../shadow"',
            "web.session_key_credential",
            "must be the name of a systemd credential",
        ),
        (
            '[daemon.web]\nsession_key_env = "A"\nsession_key_file = "b"',
            "web",
            "has session_key_env and session_key_file",
        ),
        ('[daemon.web]\npublic_url = "http://kunta.example"', "web.public_url", "https://"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_what_is_allowed(
    faults: Faults, setting: str, key: str, told: str
) -> None:
    (line,) = faults(setting if setting.startswith("[") else f"[daemon]\n{setting}\n")

    assert line.startswith(f"daemon.{key}: ")
    assert told in line


def test_quiet_hours_must_leave_time_to_run_in(faults: Faults) -> None:
    lines = faults('[daemon]\nquiet_hours = ["6:00-5:45"]\n')

    plan = next(line for line in lines if line.startswith("daemon.jobs.plan: "))
    assert "its jitter of 30min needs more than the 15 min in a row that quiet hours leave" in plan
    assert not any(line.startswith("daemon.jobs.clean-up") for line in lines)


def test_all_faults_of_the_table_are_told_at_once(faults: Faults) -> None:
    lines = faults(
        '[daemon]\ntime_zone = "x"\n[daemon.jobs.plan]\ncron = "x"\nevery = "1d"\n'
        '[daemon.web]\nhost = "0.0.0.0"\nport = 0\n'
    )

    assert [line.partition(": ")[0] for line in lines] == [
        "daemon.jobs.plan",
        "daemon.jobs.plan.cron",
        "daemon.time_zone",
        "daemon.web.host",
        "daemon.web.port",
    ]


def test_pages_may_be_reached_by_others_through_a_named_proxy(load: Load) -> None:
    web = load(
        '[daemon.web]\nhost = "0.0.0.0"\nproxy_addresses = ["10.0.0.5"]\n'
        'proxy_user_header = "X-Remote-User"\n'
    ).daemon.web

    assert web.proxy_addresses == ("10.0.0.5/32",)
    assert web.proxy_user_header == "X-Remote-User"


# --- the document --------------------------------------------------------------------------


def test_the_document_shows_the_defaults(load: Load) -> None:
    document = Path(__file__).parents[2] / "docs" / "daemon-settings.md"
    example = document.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]

    settings = load(example)

    assert settings.daemon == load().daemon


def test_the_document_names_every_key_of_the_pages() -> None:
    document = Path(__file__).parents[2] / "docs" / "daemon-settings.md"
    text = document.read_text(encoding="utf-8")

    assert [key for key in Web.model_fields if key not in text] == []
