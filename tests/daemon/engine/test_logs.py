import logging

from hytedata_daemon.engine.logs import RateLimit


def record(line: int = 1) -> logging.LogRecord:
    return logging.LogRecord("dbos", logging.WARNING, "x.py", line, "failed: %s", ("why",), None)


def test_a_line_that_is_logged_again_and_again_is_told_five_times_a_minute() -> None:
    seconds = [0.0]
    limit = RateLimit(lambda: seconds[0])

    told = [limit.filter(record()) for _ in range(100)]

    assert sum(told) == 5
    assert limit.filter(record(line=2))


def test_after_a_minute_it_is_told_again_with_how_many_were_left_out() -> None:
    seconds = [0.0]
    limit = RateLimit(lambda: seconds[0])
    for _ in range(100):
        limit.filter(record())
    seconds[0] = 60.0
    again = record()

    assert limit.filter(again)

    assert again.getMessage() == "failed: why (95 more like it were left out)"
