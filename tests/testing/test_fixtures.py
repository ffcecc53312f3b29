"""The fixtures that dependents get, used as a dependent would."""

import pytest

pytest_plugins = ["pytester"]


def test_the_sandbox_fixture_is_running(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["hytedata.testing.fixtures"]')
    pytester.makepyfile(
        """
        from urllib.request import urlopen

        def test_reads_lipas(sandbox):
            with urlopen(sandbox.lipas_url + "/v2") as answer:
                assert answer.status == 200
            assert len(sandbox.journal()) == 1

        def test_makes_two(make_sandbox):
            assert make_sandbox().url != make_sandbox(latency_ms=1).url
        """
    )

    outcome = pytester.runpytest_subprocess("-q")

    outcome.assert_outcomes(passed=2)
