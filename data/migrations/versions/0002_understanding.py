"""Second languages, names and bonds of questions, proposals, frozen means; the seven types of the frame."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW_TYPE_OF = {"concern": "problem", "praise": "thanks", "suggestion": "other"}


def upgrade() -> None:
    """Adds what understanding needs; types of old annotations get their new names."""
    _add_columns()
    _make_bonds()
    _make_proposals_and_means()
    for old, new in NEW_TYPE_OF.items():
        op.execute(
            sa.text("UPDATE annotations SET type = :new WHERE type = :old").bindparams(new=new, old=old)
        )


def downgrade() -> None:
    """Takes the tables and columns away; the new types stay."""
    for table in ("language_means", "question_proposals", "bonds_apart", "bonded_items", "bonds"):
        op.drop_table(table)
    for table, columns in (
        ("signals", ("began",)),
        ("questions", ("named_by_person", "name_en", "name_nl")),
        ("annotation_codes", ("by_vector",)),
        ("annotations", ("second_language",)),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)


def _add_columns() -> None:
    op.add_column("annotations", sa.Column("second_language", sa.String(length=8), nullable=True))
    op.add_column("annotation_codes", _flag("by_vector"))
    op.add_column("questions", sa.Column("name_nl", sa.Text(), nullable=True))
    op.add_column("questions", sa.Column("name_en", sa.Text(), nullable=True))
    op.add_column("questions", _flag("named_by_person"))
    op.add_column("signals", sa.Column("began", sa.Date(), nullable=True))


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _make_bonds() -> None:
    op.create_table(
        "bonds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonds")),
    )
    op.create_table(
        "bonded_items",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("bond_id", sa.Integer(), nullable=False),
        _to("bonded_items", "item_id", "items"),
        _to("bonded_items", "bond_id", "bonds"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_bonded_items")),
    )
    op.create_index(op.f("ix_bonded_items_bond_id"), "bonded_items", ["bond_id"], unique=False)
    op.create_table(
        "bonds_apart",
        sa.Column("bond_a", sa.Integer(), nullable=False),
        sa.Column("bond_b", sa.Integer(), nullable=False),
        sa.CheckConstraint("bond_a < bond_b", name=op.f("ck_bonds_apart_ordered")),
        _to("bonds_apart", "bond_a", "bonds"),
        _to("bonds_apart", "bond_b", "bonds"),
        sa.PrimaryKeyConstraint("bond_a", "bond_b", name=op.f("pk_bonds_apart")),
    )


def _make_proposals_and_means() -> None:
    op.create_table(
        "question_proposals",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("closeness", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("question_id < other_id", name=op.f("ck_question_proposals_ordered")),
        sa.CheckConstraint("reason in ('close', 'between')", name=op.f("ck_question_proposals_reason")),
        sa.CheckConstraint("state in ('waiting', 'apart')", name=op.f("ck_question_proposals_state")),
        _to("question_proposals", "question_id", "questions"),
        _to("question_proposals", "other_id", "questions"),
        sa.PrimaryKeyConstraint("question_id", "other_id", name=op.f("pk_question_proposals")),
    )
    op.create_table(
        "language_means",
        sa.Column("vector_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("mean", sa.LargeBinary(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("vector_version", "language", name=op.f("pk_language_means")),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="CASCADE"
    )
