"""The daemon: who runs, what is due, who signs in, whom to tell; and reasons of decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"

_TIME = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_DOCUMENT = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the tables, and let plans and approvals say more."""
    _plans()
    op.create_index("ix_plan_organisation_last_made_at", "plan", ["organisation", "last_made_at"])
    approve = sa.Column("decision", sa.String, nullable=False, server_default="approve")
    op.add_column("approval", approve)
    op.add_column("approval", sa.Column("reason", sa.String, nullable=False, server_default=""))
    _latest()
    _work()
    _upstreams()
    _people()
    _notices()


def _plans() -> None:
    """Add to plans what lists show of them; in SQLite the long document comes last in a row.

    SQLite reads a row from its beginning: what stands behind a document of a megabyte takes as
    long as the document. PostgreSQL keeps long values elsewhere.
    """
    added = (sa.Column("summary", _DOCUMENT), sa.Column("last_made_at", _TIME))
    if op.get_bind().dialect.name == "postgresql":
        for column in added:
            op.add_column("plan", column)
        op.execute("UPDATE plan SET last_made_at = saved_at")
        return
    op.create_table(
        "plan_reordered",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("saved_at", _TIME, nullable=False),
        *added,
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    op.execute(
        "INSERT INTO plan_reordered (id, organisation, saved_at, last_made_at, document)"
        " SELECT id, organisation, saved_at, saved_at, document FROM plan"
    )
    op.drop_table("plan")
    op.rename_table("plan_reordered", "plan")


def _latest() -> None:
    """Let the latest run of a kind, and the latest read of a scope, be found at once."""
    op.create_index("ix_run_organisation_kind_id", "run", ["organisation", "kind", "id"])
    op.drop_index("ix_snapshot_source_kind_scope", "snapshot")
    op.create_index(
        "ix_snapshot_source_kind_scope_id", "snapshot", ["source", "kind", "scope", "id"]
    )


def _work() -> None:
    op.create_table(
        "daemon",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("machine", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("stopped_at", _TIME),
        sa.Column("claimed_by", sa.String),
        sa.Column("claimed_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_daemon"),
    )
    op.create_index("ix_daemon_stopped_at", "daemon", ["stopped_at"])
    op.create_table(
        "due",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("job", sa.String, nullable=False),
        sa.Column("full", sa.Boolean, nullable=False),
        sa.Column("known_at", _TIME, nullable=False),
        sa.Column("asked_at", _TIME),
        sa.Column("asked_by", sa.String),
        sa.Column("began_at", _TIME),
        sa.Column("ended_at", _TIME),
        sa.Column("outcome", _DOCUMENT),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", _TIME),
        sa.PrimaryKeyConstraint("organisation", "job", "full", name="pk_due"),
    )
    op.create_table(
        "text_review",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_text_review"),
    )


def _upstreams() -> None:
    op.create_table(
        "upstream",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("rests_until", _TIME),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_upstream"),
    )
    op.create_table(
        "upstream_slot",
        sa.Column("upstream", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("upstream", "slot", name="pk_upstream_slot"),
    )


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("password", sa.String),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("organisations", _DOCUMENT, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("name", name="pk_account"),
    )
    op.create_table(
        "session",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("content", _DOCUMENT, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_session"),
    )
    op.create_index("ix_session_account", "session", ["account"])
    op.create_index("ix_session_until", "session", ["until"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("rests_until", _TIME),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_last_at", "sign_in_attempt", ["last_at"])


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("params", _DOCUMENT, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("sent_at", _TIME),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_notice_rule_organisation_subject_channel",
        "notice",
        ["rule", "organisation", "subject", "channel"],
        unique=True,
    )
    op.create_index("ix_notice_sent_at", "notice", ["sent_at"])
