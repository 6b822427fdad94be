"""initial"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('accounts',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('display_name', sa.String(length=100), nullable=False),
    sa.Column('locale', sa.String(length=35), nullable=False),
    sa.Column('super_admin', sa.Boolean(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('disabled_reason', sa.String(length=40), nullable=True),
    sa.Column('last_active_at', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('email', name=op.f('uq_accounts_email'))
    )
    op.create_table('api_keys',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('prefix', sa.String(length=12), nullable=False),
    sa.Column('last4', sa.String(length=4), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=True),
    sa.Column('previous_until', sa.BigInteger(), nullable=True),
    sa.Column('scopes', sa.Text(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('ip_allow', sa.Text(), nullable=False),
    sa.Column('rate_per_minute', sa.Integer(), nullable=False),
    sa.Column('last_used_at', sa.BigInteger(), nullable=True),
    sa.Column('last_ip', sa.String(length=64), nullable=True),
    sa.Column('revoked_at', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_keys')),
    sa.UniqueConstraint('hash', name=op.f('uq_api_keys_hash')),
    sa.UniqueConstraint('previous_hash', name=op.f('uq_api_keys_previous_hash'))
    )
    with op.batch_alter_table('api_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_keys_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_confirmations',
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('fulfillment_id', sa.String(length=36), nullable=False),
    sa.Column('fulfillment_revision', sa.Integer(), nullable=False),
    sa.Column('tool', sa.String(length=64), nullable=False),
    sa.Column('arguments', sa.Text(), nullable=False),
    sa.Column('context', sa.Text(), nullable=False),
    sa.Column('confirm', sa.String(length=10), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('settled_by', sa.String(length=100), nullable=False),
    sa.Column('result_message_id', sa.String(length=36), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_confirmations'))
    )
    with op.batch_alter_table('assistant_confirmations', schema=None) as batch_op:
        batch_op.create_index('ix_assistant_confirmations_message', ['message_id'], unique=False)
        batch_op.create_index('ix_assistant_confirmations_result', ['result_message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assistant_confirmations_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_exports',
    sa.Column('filters', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('is_cut', sa.Integer(), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('requested_by', sa.String(length=100), nullable=False),
    sa.Column('actor_id', sa.String(length=100), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_exports'))
    )
    with op.batch_alter_table('assistant_exports', schema=None) as batch_op:
        batch_op.create_index('ix_assistant_exports_actor', ['workspace_id', 'actor_id', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_assistant_exports_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_feedback',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('user_id', sa.String(length=255), nullable=False),
    sa.Column('rating', sa.String(length=4), nullable=True),
    sa.Column('reason', sa.String(length=255), nullable=False),
    sa.Column('comment', sa.String(length=2000), nullable=False),
    sa.Column('correct_answer', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_feedback')),
    sa.UniqueConstraint('message_id', 'user_id', name=op.f('uq_assistant_feedback_message_id_user_id'))
    )
    with op.batch_alter_table('assistant_feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistant_feedback_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_message_facts',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('session_key', sa.String(length=128), nullable=False),
    sa.Column('user_id', sa.String(length=255), nullable=True),
    sa.Column('question_key', sa.String(length=24), nullable=True),
    sa.Column('rating', sa.String(length=4), nullable=True),
    sa.Column('latency_ms', sa.Integer(), nullable=False),
    sa.Column('first_token_ms', sa.Integer(), nullable=True),
    sa.Column('prompt_tokens', sa.Integer(), nullable=False),
    sa.Column('completion_tokens', sa.Integer(), nullable=False),
    sa.Column('cost_nano', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=True),
    sa.Column('degraded', sa.Integer(), nullable=False),
    sa.Column('below_threshold', sa.Integer(), nullable=False),
    sa.Column('supported', sa.Integer(), nullable=False),
    sa.Column('partly', sa.Integer(), nullable=False),
    sa.Column('unsupported', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_assistant_message_facts'))
    )
    with op.batch_alter_table('assistant_message_facts', schema=None) as batch_op:
        batch_op.create_index('ix_message_facts_assistant', ['workspace_id', 'assistant_id', 'at', 'message_id'], unique=False, sqlite_where=None, postgresql_where=None)
        batch_op.create_index('ix_message_facts_below', ['workspace_id', 'at', 'message_id'], unique=False, sqlite_where=sa.text('below_threshold = 1'), postgresql_where=sa.text('below_threshold = 1'))
        batch_op.create_index('ix_message_facts_degraded', ['workspace_id', 'at', 'message_id'], unique=False, sqlite_where=sa.text('degraded = 1'), postgresql_where=sa.text('degraded = 1'))
        batch_op.create_index('ix_message_facts_outcome', ['workspace_id', 'outcome', 'at', 'message_id'], unique=False, sqlite_where=None, postgresql_where=None)
        batch_op.create_index('ix_message_facts_question', ['workspace_id', 'question_key', 'at', 'message_id'], unique=False, sqlite_where=sa.text('question_key IS NOT NULL'), postgresql_where=sa.text('question_key IS NOT NULL'))
        batch_op.create_index('ix_message_facts_rating', ['workspace_id', 'rating', 'at', 'message_id'], unique=False, sqlite_where=sa.text('rating IS NOT NULL'), postgresql_where=sa.text('rating IS NOT NULL'))
        batch_op.create_index('ix_message_facts_session', ['workspace_id', 'session_key', 'at', 'message_id'], unique=False, sqlite_where=None, postgresql_where=None)
        batch_op.create_index('ix_message_facts_source', ['workspace_id', 'source', 'at', 'message_id'], unique=False, sqlite_where=None, postgresql_where=None)
        batch_op.create_index('ix_message_facts_time', ['workspace_id', 'at', 'message_id', 'source', 'latency_ms'], unique=False)
        batch_op.create_index('ix_message_facts_unsupported', ['workspace_id', 'at', 'message_id'], unique=False, sqlite_where=sa.text('unsupported > 0'), postgresql_where=sa.text('unsupported > 0'))
        batch_op.create_index('ix_message_facts_user', ['workspace_id', 'user_id', 'at', 'message_id'], unique=False, sqlite_where=sa.text('user_id IS NOT NULL'), postgresql_where=sa.text('user_id IS NOT NULL'))

    op.create_table('assistant_message_keys',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_message_keys'))
    )
    with op.batch_alter_table('assistant_message_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistant_message_keys_at'), ['at'], unique=False)

    op.create_table('assistant_messages',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('session_key', sa.String(length=128), nullable=False),
    sa.Column('segment', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('user_id', sa.String(length=255), nullable=True),
    sa.Column('version', sa.String(length=12), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('question_en', sa.Text(), nullable=True),
    sa.Column('message_metadata', sa.Text(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.Column('reply', sa.Text(), nullable=True),
    sa.Column('prompt', sa.Text(), nullable=True),
    sa.Column('prompt_tokens', sa.Integer(), nullable=False),
    sa.Column('completion_tokens', sa.Integer(), nullable=False),
    sa.Column('latency_ms', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_messages'))
    )
    with op.batch_alter_table('assistant_messages', schema=None) as batch_op:
        batch_op.create_index('ix_assistant_messages_report', ['workspace_id', 'assistant_id', 'created_at'], unique=False)
        batch_op.create_index('ix_assistant_messages_session', ['session_id', 'created_at'], unique=False)

    op.create_table('assistant_run_log',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('first_seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last_seq', sa.Integer(), nullable=False),
    sa.Column('deltas', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('message_id', 'first_seq', name=op.f('pk_assistant_run_log'))
    )
    with op.batch_alter_table('assistant_run_log', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistant_run_log_at'), ['at'], unique=False)

    op.create_table('assistant_runs',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('options', sa.Text(), nullable=False),
    sa.Column('lease_owner', sa.String(length=120), nullable=True),
    sa.Column('lease_until', sa.BigInteger(), nullable=True),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('last_seq', sa.Integer(), nullable=False),
    sa.Column('unsafe_calls', sa.Integer(), nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('started_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('stop_requested_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_assistant_runs'))
    )
    with op.batch_alter_table('assistant_runs', schema=None) as batch_op:
        batch_op.create_index('ix_assistant_runs_assistant', ['assistant_id', 'status'], unique=False)
        batch_op.create_index('ix_assistant_runs_session', ['session_id', 'status'], unique=False)
        batch_op.create_index('ix_assistant_runs_status', ['status', 'lease_until'], unique=False)

    op.create_table('assistant_sessions',
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('user_id', sa.String(length=255), nullable=True),
    sa.Column('segment', sa.Integer(), nullable=False),
    sa.Column('last_message_at', sa.BigInteger(), nullable=True),
    sa.Column('reset_next', sa.Integer(), server_default='0', nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_sessions')),
    sa.UniqueConstraint('assistant_id', 'source', 'key', name=op.f('uq_assistant_sessions_assistant_id_source_key'))
    )
    with op.batch_alter_table('assistant_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistant_sessions_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_versions',
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('fulfillment_revisions', sa.Text(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('published_by', sa.String(length=100), nullable=False),
    sa.Column('restored_from', sa.Integer(), nullable=True),
    sa.Column('lab_run_id', sa.String(length=36), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_versions')),
    sa.UniqueConstraint('assistant_id', 'number', name=op.f('uq_assistant_versions_assistant_id_number'))
    )
    with op.batch_alter_table('assistant_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistant_versions_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('assistant_words_due',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_assistant_words_due'))
    )
    op.create_table('assistants',
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('draft', sa.Text(), nullable=False),
    sa.Column('draft_hash', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('live_version', sa.Integer(), nullable=True),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('rate_limit_per_minute', sa.Integer(), nullable=False),
    sa.Column('user_rate_limit_per_minute', sa.Integer(), nullable=False),
    sa.Column('max_concurrent_runs', sa.Integer(), nullable=False),
    sa.Column('retention_days', sa.Integer(), nullable=False),
    sa.Column('gate', sa.Text(), nullable=False),
    sa.Column('edited_at', sa.BigInteger(), nullable=False),
    sa.Column('edited_by', sa.String(length=100), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistants')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_assistants_workspace_id_name_key'))
    )
    with op.batch_alter_table('assistants', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assistants_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('audit_checkpoints',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('signature', sa.String(length=128), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'seq', name=op.f('pk_audit_checkpoints'))
    )
    op.create_table('audit_identities',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('salt', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=True),
    sa.Column('ip', sa.String(length=64), nullable=True),
    sa.Column('user_agent', sa.String(length=400), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'seq', name=op.f('pk_audit_identities'))
    )
    op.create_table('audit_rows',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('actor_kind', sa.String(length=20), nullable=False),
    sa.Column('actor_id', sa.String(length=64), nullable=False),
    sa.Column('action', sa.String(length=80), nullable=False),
    sa.Column('target_kind', sa.String(length=40), nullable=False),
    sa.Column('target_id', sa.String(length=128), nullable=False),
    sa.Column('target_label', sa.String(length=300), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('request_id', sa.String(length=100), nullable=False),
    sa.Column('commitments', sa.Text(), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'seq', name=op.f('pk_audit_rows'))
    )
    op.create_table('base_jobs',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('claim', sa.String(length=36), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('step', sa.String(length=20), nullable=False),
    sa.Column('progress_done', sa.Integer(), nullable=False),
    sa.Column('progress_total', sa.Integer(), nullable=False),
    sa.Column('progress_unit', sa.String(length=10), nullable=False),
    sa.Column('counted_from', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('waiting_code', sa.String(length=40), nullable=False),
    sa.Column('waiting_until', sa.BigInteger(), nullable=True),
    sa.Column('error_code', sa.String(length=40), nullable=False),
    sa.Column('error_message', sa.String(length=1000), nullable=False),
    sa.Column('wanted', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('file_key', sa.String(length=300), nullable=False),
    sa.Column('asked_by', sa.String(length=100), nullable=False),
    sa.Column('asked_by_name', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_base_jobs')),
    sa.UniqueConstraint('claim', name=op.f('uq_base_jobs_claim'))
    )
    with op.batch_alter_table('base_jobs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_base_jobs_base_id'), ['base_id'], unique=False)
        batch_op.create_index('ix_base_jobs_state', ['workspace_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_base_jobs_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('console_events',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=80), nullable=False),
    sa.Column('needed_right', sa.String(length=80), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'seq', name=op.f('pk_console_events'))
    )
    op.create_table('data_keys',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('master_key_id', sa.String(length=16), nullable=False),
    sa.Column('wrapped', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_keys')),
    sa.UniqueConstraint('workspace_id', name=op.f('uq_data_keys_workspace_id'))
    )
    op.create_table('document_states',
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('valid_from', sa.Integer(), nullable=False),
    sa.Column('valid_to', sa.Integer(), nullable=True),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.String(length=36), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('path', sa.String(length=2048), nullable=False),
    sa.Column('mime', sa.String(length=120), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('labels', sa.Text(), nullable=False),
    sa.Column('metadata', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('document_id', 'valid_from', name=op.f('pk_document_states'))
    )
    with op.batch_alter_table('document_states', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_states_base_id'), ['base_id'], unique=False)

    op.create_table('embedders',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('base_url', sa.String(length=500), nullable=False),
    sa.Column('model', sa.String(length=200), nullable=False),
    sa.Column('api_key', sa.Text(), nullable=True),
    sa.Column('api_key_hint', sa.String(length=8), nullable=True),
    sa.Column('max_tokens', sa.Integer(), nullable=False),
    sa.Column('batch_size', sa.Integer(), nullable=False),
    sa.Column('query_prefix', sa.String(length=200), nullable=False),
    sa.Column('passage_prefix', sa.String(length=200), nullable=False),
    sa.Column('price', sa.Text(), nullable=True),
    sa.Column('dimensions', sa.Integer(), nullable=False),
    sa.Column('vectors_of', sa.String(length=100), nullable=False),
    sa.Column('probe', sa.LargeBinary(), nullable=True),
    sa.Column('calibration', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('problem', sa.String(length=1000), nullable=False),
    sa.Column('tested_at', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_embedders')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_embedders_workspace_id_name_key'))
    )
    with op.batch_alter_table('embedders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_embedders_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('fulfillment_calls',
    sa.Column('fulfillment_id', sa.String(length=36), nullable=False),
    sa.Column('fulfillment_revision', sa.Integer(), nullable=False),
    sa.Column('tool', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.String(length=10), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=True),
    sa.Column('replay_of', sa.String(length=36), nullable=True),
    sa.Column('safe', sa.Boolean(), nullable=False),
    sa.Column('arguments', sa.Text(), nullable=False),
    sa.Column('context', sa.Text(), nullable=False),
    sa.Column('request', sa.Text(), nullable=True),
    sa.Column('reply', sa.Text(), nullable=True),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('ms', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fulfillment_calls'))
    )
    with op.batch_alter_table('fulfillment_calls', schema=None) as batch_op:
        batch_op.create_index('ix_fulfillment_calls_log', ['fulfillment_id', 'created_at'], unique=False)
        batch_op.create_index('ix_fulfillment_calls_message', ['message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fulfillment_calls_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('fulfillments',
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('description', sa.String(length=500), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('knowledge_base_id', sa.String(length=36), nullable=True),
    sa.Column('search_term_generator', sa.Boolean(), nullable=False),
    sa.Column('search_term_generator_prompt', sa.Text(), nullable=False),
    sa.Column('labels', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=True),
    sa.Column('mcp', sa.Text(), nullable=True),
    sa.Column('sealed_headers', sa.Text(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fulfillments')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_fulfillments_workspace_id_name_key'))
    )
    with op.batch_alter_table('fulfillments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fulfillments_knowledge_base_id'), ['knowledge_base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fulfillments_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('gap_decays',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('target', sa.String(length=170), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'kind', 'target', name=op.f('pk_gap_decays'))
    )
    op.create_table('gap_questions',
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('gap_id', sa.String(length=36), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_gap_questions'))
    )
    with op.batch_alter_table('gap_questions', schema=None) as batch_op:
        batch_op.create_index('ix_gap_questions_gap', ['gap_id', 'at'], unique=False)
        batch_op.create_index('ix_gap_questions_workspace', ['workspace_id', 'at'], unique=False)

    op.create_table('gap_runs',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('phase', sa.String(length=12), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('mark', sa.String(length=36), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('new', sa.Integer(), nullable=False),
    sa.Column('requested_by', sa.String(length=100), nullable=False),
    sa.Column('begun_at', sa.BigInteger(), nullable=False),
    sa.Column('moved_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_gap_runs'))
    )
    op.create_table('gaps',
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('label_message_id', sa.String(length=36), nullable=True),
    sa.Column('leader', sa.Text(), nullable=False),
    sa.Column('leader_message_id', sa.String(length=36), nullable=True),
    sa.Column('leader_vector', sa.LargeBinary(), nullable=True),
    sa.Column('embedder', sa.String(length=120), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('assignee_id', sa.String(length=36), nullable=True),
    sa.Column('assignee_name', sa.String(length=100), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('harm', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('trend', sa.Text(), nullable=False),
    sa.Column('wordings', sa.Text(), nullable=False),
    sa.Column('alternates', sa.Text(), nullable=False),
    sa.Column('assistant_ids', sa.Text(), nullable=False),
    sa.Column('base_ids', sa.Text(), nullable=False),
    sa.Column('first_at', sa.BigInteger(), nullable=False),
    sa.Column('last_at', sa.BigInteger(), nullable=False),
    sa.Column('chunks', sa.Text(), nullable=False),
    sa.Column('draft', sa.Text(), nullable=True),
    sa.Column('draft_of', sa.String(length=64), nullable=False),
    sa.Column('decided_at', sa.BigInteger(), nullable=True),
    sa.Column('decided_by', sa.String(length=100), nullable=False),
    sa.Column('decided_count', sa.Integer(), nullable=False),
    sa.Column('asked_since', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.String(length=36), nullable=True),
    sa.Column('document_id', sa.String(length=36), nullable=True),
    sa.Column('document_base_id', sa.String(length=36), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gaps'))
    )
    with op.batch_alter_table('gaps', schema=None) as batch_op:
        batch_op.create_index('ix_gaps_rank', ['workspace_id', 'harm', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gaps_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('idempotency_records',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('headers', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idempotency_records'))
    )
    with op.batch_alter_table('idempotency_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idempotency_records_created_at'), ['created_at'], unique=False)

    op.create_table('ingest_jobs',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('document_version_id', sa.String(length=36), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=12), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('crashes', sa.Integer(), nullable=False),
    sa.Column('not_before', sa.BigInteger(), nullable=False),
    sa.Column('lease_owner', sa.String(length=120), nullable=True),
    sa.Column('lease_until', sa.BigInteger(), nullable=True),
    sa.Column('heartbeat_at', sa.BigInteger(), nullable=True),
    sa.Column('paused', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('waiting_code', sa.String(length=40), nullable=False),
    sa.Column('waiting_until', sa.BigInteger(), nullable=True),
    sa.Column('waiting_since', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ingest_jobs')),
    sa.UniqueConstraint('document_version_id', name=op.f('uq_ingest_jobs_document_version_id'))
    )
    with op.batch_alter_table('ingest_jobs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ingest_jobs_base_id'), ['base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ingest_jobs_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('jobs',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=120), nullable=False),
    sa.Column('queue', sa.String(length=40), nullable=False),
    sa.Column('lane', sa.String(length=160), nullable=True),
    sa.Column('key', sa.String(length=200), nullable=True),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('run_at', sa.BigInteger(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('lease_owner', sa.String(length=120), nullable=True),
    sa.Column('lease_until', sa.BigInteger(), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs')),
    sa.UniqueConstraint('key', name=op.f('uq_jobs_key'))
    )
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.create_index('ix_jobs_due', ['queue', 'state', 'run_at'], unique=False)
        batch_op.create_index('ix_jobs_lane', ['lane', 'id'], unique=False)

    op.create_table('knowledge_bases',
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('description', sa.String(length=500), nullable=False),
    sa.Column('type', sa.String(length=20), nullable=False),
    sa.Column('generate', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('chunking', sa.Text(), nullable=False),
    sa.Column('ocr', sa.String(length=10), nullable=False),
    sa.Column('ocr_languages', sa.Text(), nullable=False),
    sa.Column('embedder', sa.String(length=100), nullable=False),
    sa.Column('reranker', sa.String(length=36), nullable=True),
    sa.Column('publishing', sa.String(length=10), nullable=False),
    sa.Column('keep_versions', sa.Integer(), nullable=False),
    sa.Column('live_version', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('index_seq', sa.BigInteger(), nullable=False),
    sa.Column('purges', sa.Integer(), server_default='0', nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=True),
    sa.Column('change_began_at', sa.BigInteger(), nullable=True),
    sa.Column('publish_at', sa.BigInteger(), nullable=True),
    sa.Column('publish_note', sa.String(length=500), server_default='', nullable=False),
    sa.Column('publish_by', sa.String(length=100), server_default='', nullable=False),
    sa.Column('paused', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_bases')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_knowledge_bases_workspace_id_name_key'))
    )
    with op.batch_alter_table('knowledge_bases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knowledge_bases_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('knowledge_engine',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('engine', sa.String(length=20), nullable=False),
    sa.Column('previous', sa.String(length=20), nullable=False),
    sa.Column('wanted', sa.String(length=20), nullable=False),
    sa.Column('move_id', sa.String(length=36), nullable=False),
    sa.Column('stopped_by', sa.String(length=1000), nullable=False),
    sa.Column('switched_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_engine'))
    )
    op.create_table('knowledge_tombstones',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('purged_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'sha256', name=op.f('pk_knowledge_tombstones'))
    )
    op.create_table('lab_results',
    sa.Column('run_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('target', sa.String(length=12), nullable=False),
    sa.Column('mode', sa.String(length=12), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=True),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('chunks', sa.Text(), nullable=False),
    sa.Column('match', sa.String(length=10), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=True),
    sa.Column('checks', sa.Text(), nullable=False),
    sa.Column('judge', sa.Text(), nullable=True),
    sa.Column('differences', sa.Text(), nullable=True),
    sa.Column('passed', sa.Boolean(), nullable=True),
    sa.Column('skipped', sa.String(length=40), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('seconds', sa.Float(), nullable=False),
    sa.Column('prompt_tokens', sa.Integer(), nullable=False),
    sa.Column('completion_tokens', sa.Integer(), nullable=False),
    sa.Column('cost_nano', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=True),
    sa.PrimaryKeyConstraint('run_id', 'position', 'target', 'mode', name=op.f('pk_lab_results'))
    )
    with op.batch_alter_table('lab_results', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lab_results_message_id'), ['message_id'], unique=False)

    op.create_table('lab_runs',
    sa.Column('test_set_id', sa.String(length=36), nullable=False),
    sa.Column('test_set_name', sa.String(length=255), nullable=False),
    sa.Column('file_revision', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('assistant_name', sa.String(length=255), nullable=False),
    sa.Column('modes', sa.Text(), nullable=False),
    sa.Column('targets', sa.Text(), nullable=False),
    sa.Column('options', sa.Text(), nullable=False),
    sa.Column('knowledge_versions', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.Column('cancel_requested', sa.Boolean(), nullable=False),
    sa.Column('publish', sa.Text(), nullable=True),
    sa.Column('replay', sa.Text(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('actor_id', sa.String(length=100), nullable=False),
    sa.Column('requested_by', sa.String(length=100), nullable=False),
    sa.Column('started_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lab_runs'))
    )
    with op.batch_alter_table('lab_runs', schema=None) as batch_op:
        batch_op.create_index('ix_lab_runs_assistant', ['workspace_id', 'assistant_id', 'test_set_id', 'status'], unique=False)
        batch_op.create_index('ix_lab_runs_list', ['workspace_id', 'created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lab_runs_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('lab_test_sets',
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('file_revision', sa.Integer(), nullable=False),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('ignored_columns', sa.Text(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('edited_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lab_test_sets')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_lab_test_sets_workspace_id_name_key'))
    )
    with op.batch_alter_table('lab_test_sets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lab_test_sets_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('lab_test_steps',
    sa.Column('test_set_id', sa.String(length=36), nullable=False),
    sa.Column('file_revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('no', sa.String(length=120), nullable=False),
    sa.Column('case_name', sa.String(length=120), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('spec', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=True),
    sa.PrimaryKeyConstraint('test_set_id', 'file_revision', 'position', name=op.f('pk_lab_test_steps'))
    )
    with op.batch_alter_table('lab_test_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lab_test_steps_message_id'), ['message_id'], unique=False)

    op.create_table('memorized_heads',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_memorized_heads'))
    )
    op.create_table('memorized_hits',
    sa.Column('response_id', sa.String(length=36), nullable=False),
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('message_id', sa.String(length=36), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('asked_text', sa.Text(), nullable=False),
    sa.Column('matched_variant', sa.String(length=1000), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('exact', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memorized_hits'))
    )
    with op.batch_alter_table('memorized_hits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memorized_hits_at'), ['at'], unique=False)
        batch_op.create_index('ix_memorized_hits_response', ['workspace_id', 'response_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_memorized_hits_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('memorized_responses',
    sa.Column('question', sa.String(length=1000), nullable=False),
    sa.Column('question_key', sa.String(length=64), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('alternates', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=True),
    sa.Column('assistant_ids', sa.Text(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), nullable=True),
    sa.Column('valid_to', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('hits', sa.Integer(), nullable=False),
    sa.Column('last_hit_at', sa.BigInteger(), nullable=True),
    sa.Column('last_score', sa.Float(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('edited_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memorized_responses'))
    )
    with op.batch_alter_table('memorized_responses', schema=None) as batch_op:
        batch_op.create_index('ix_memorized_responses_key', ['workspace_id', 'question_key'], unique=False)
        batch_op.create_index('ix_memorized_responses_list', ['workspace_id', 'created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_memorized_responses_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('memorized_variants',
    sa.Column('response_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=True),
    sa.Column('embedder', sa.String(length=120), nullable=True),
    sa.PrimaryKeyConstraint('response_id', 'position', name=op.f('pk_memorized_variants'))
    )
    with op.batch_alter_table('memorized_variants', schema=None) as batch_op:
        batch_op.create_index('ix_memorized_variants_key', ['workspace_id', 'key'], unique=False)

    op.create_table('model_connections',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('base_url', sa.String(length=500), nullable=False),
    sa.Column('api_key', sa.Text(), nullable=True),
    sa.Column('api_key_hint', sa.String(length=8), nullable=True),
    sa.Column('headers', sa.Text(), nullable=True),
    sa.Column('header_names', sa.Text(), nullable=False),
    sa.Column('models', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_model_connections')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_model_connections_workspace_id_name_key'))
    )
    with op.batch_alter_table('model_connections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_model_connections_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('model_defaults',
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('model', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_model_defaults'))
    )
    op.create_table('prompt_templates',
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('knowledge_type', sa.String(length=20), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), server_default='1', nullable=False),
    sa.Column('created_by', sa.String(length=100), server_default='', nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prompt_templates'))
    )
    with op.batch_alter_table('prompt_templates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_prompt_templates_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('rate_bursts',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('rested_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_rate_bursts'))
    )
    op.create_table('rate_windows',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('second', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', 'second', name=op.f('pk_rate_windows'))
    )
    op.create_table('rerankers',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('name_key', sa.String(length=300), nullable=False),
    sa.Column('base_url', sa.String(length=500), nullable=False),
    sa.Column('model', sa.String(length=200), nullable=False),
    sa.Column('api_key', sa.Text(), nullable=True),
    sa.Column('api_key_hint', sa.String(length=8), nullable=True),
    sa.Column('calibration', sa.Text(), nullable=False),
    sa.Column('tested_at', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rerankers')),
    sa.UniqueConstraint('workspace_id', 'name_key', name=op.f('uq_rerankers_workspace_id_name_key'))
    )
    with op.batch_alter_table('rerankers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rerankers_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('revision_spans',
    sa.Column('chunk_row_id', sa.String(length=36), nullable=False),
    sa.Column('valid_from', sa.Integer(), nullable=False),
    sa.Column('valid_to', sa.Integer(), nullable=True),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('revision_id', sa.String(length=36), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('document_version', sa.Integer(), nullable=False),
    sa.Column('source_hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('chunk_row_id', 'valid_from', name=op.f('pk_revision_spans'))
    )
    with op.batch_alter_table('revision_spans', schema=None) as batch_op:
        batch_op.create_index('ix_revision_spans_document', ['document_id', 'valid_from'], unique=False)
        batch_op.create_index('ix_revision_spans_from', ['base_id', 'valid_from'], unique=False)
        batch_op.create_index('ix_revision_spans_place', ['base_id', 'chunk_row_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_revision_spans_revision_id'), ['revision_id'], unique=False)
        batch_op.create_index('ix_revision_spans_to', ['base_id', 'valid_to'], unique=False)

    op.create_table('secret_keys',
    sa.Column('assistant_id', sa.String(length=36), nullable=False),
    sa.Column('prefix', sa.String(length=12), nullable=False),
    sa.Column('last4', sa.String(length=4), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('ciphertext', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('last_used_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_secret_keys')),
    sa.UniqueConstraint('hash', name=op.f('uq_secret_keys_hash'))
    )
    with op.batch_alter_table('secret_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_secret_keys_assistant_id'), ['assistant_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secret_keys_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('setup_tokens',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_setup_tokens'))
    )
    op.create_table('sign_in_attempts',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('ip', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=400), nullable=False),
    sa.Column('result', sa.String(length=20), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempts'))
    )
    with op.batch_alter_table('sign_in_attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_attempts_account_id'), ['account_id'], unique=False)

    op.create_table('workspaces',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('slug', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('settings', sa.Text(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workspaces')),
    sa.UniqueConstraint('slug', name=op.f('uq_workspaces_slug'))
    )
    op.create_table('credentials',
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('old_hashes', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('failures', sa.Text(), nullable=False),
    sa.Column('locked_until', sa.BigInteger(), nullable=True),
    sa.Column('totp_secret', sa.Text(), nullable=True),
    sa.Column('recovery_hashes', sa.Text(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_credentials_account_id')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_credentials'))
    )
    op.create_table('csv_files',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('ignored_columns', sa.Text(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_csv_files_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_csv_files')),
    sa.UniqueConstraint('base_id', name=op.f('uq_csv_files_base_id'))
    )
    with op.batch_alter_table('csv_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_csv_files_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('documents',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('path', sa.String(length=2048), nullable=False),
    sa.Column('mime', sa.String(length=120), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content_key', sa.String(length=64), nullable=True),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('enabled', sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column('owner', sa.String(length=36), nullable=True),
    sa.Column('review_by', sa.BigInteger(), nullable=True),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('labels', sa.Text(), nullable=False),
    sa.Column('metadata', sa.Text(), nullable=False),
    sa.Column('serving_version_id', sa.String(length=36), nullable=True),
    sa.Column('latest_version_id', sa.String(length=36), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_documents_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents')),
    sa.UniqueConstraint('base_id', 'content_key', name=op.f('uq_documents_base_id_content_key'))
    )
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.create_index('ix_documents_base', ['base_id', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('external_endpoints',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('target_endpoint', sa.String(length=2048), nullable=False),
    sa.Column('authorization', sa.Text(), nullable=True),
    sa.Column('headers', sa.Text(), nullable=True),
    sa.Column('header_names', sa.Text(), nullable=False),
    sa.Column('timeout_seconds', sa.Integer(), nullable=False),
    sa.Column('send_generated_terms', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_external_endpoints_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_external_endpoints')),
    sa.UniqueConstraint('base_id', name=op.f('uq_external_endpoints_base_id'))
    )
    with op.batch_alter_table('external_endpoints', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_external_endpoints_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('generations',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('embedder', sa.String(length=100), nullable=False),
    sa.Column('embedder_revision', sa.String(length=100), nullable=False),
    sa.Column('dimensions', sa.Integer(), nullable=False),
    sa.Column('analyser_version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=35), server_default='auto', nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('retired_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_generations_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_generations'))
    )
    with op.batch_alter_table('generations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_generations_base_id'), ['base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_generations_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('knowledge_versions',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('author', sa.String(length=100), nullable=False),
    sa.Column('documents', sa.Integer(), nullable=False),
    sa.Column('chunks', sa.Integer(), nullable=False),
    sa.Column('pinned', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('restored_from', sa.Integer(), nullable=True),
    sa.Column('settings', sa.Text(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('published_at', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_knowledge_versions_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_versions')),
    sa.UniqueConstraint('base_id', 'number', name=op.f('uq_knowledge_versions_base_id_number'))
    )
    with op.batch_alter_table('knowledge_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knowledge_versions_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('memberships',
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('user_number', sa.Integer(), nullable=False),
    sa.Column('platform_admin', sa.Boolean(), nullable=False),
    sa.Column('roles', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_memberships_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('workspace_id', 'account_id', name=op.f('uq_memberships_workspace_id_account_id')),
    sa.UniqueConstraint('workspace_id', 'user_number', name=op.f('uq_memberships_workspace_id_user_number'))
    )
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memberships_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_memberships_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('sign_in_sessions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('last_seen_at', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('ip', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=400), nullable=False),
    sa.Column('method', sa.String(length=20), nullable=False),
    sa.Column('second_factor', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sign_in_sessions_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_sessions')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_sessions_token_hash'))
    )
    with op.batch_alter_table('sign_in_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_sessions_account_id'), ['account_id'], unique=False)

    op.create_table('web_sources',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('start_url', sa.String(length=2048), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.Column('max_pages', sa.Integer(), nullable=False),
    sa.Column('include', sa.Text(), nullable=False),
    sa.Column('exclude', sa.Text(), nullable=False),
    sa.Column('schedule', sa.String(length=10), nullable=False),
    sa.Column('next_sync_at', sa.BigInteger(), nullable=True),
    sa.Column('job_id', sa.String(length=36), nullable=True),
    sa.Column('sync_number', sa.Integer(), nullable=False),
    sa.Column('hosts', sa.Text(), nullable=False),
    sa.Column('last_sync', sa.Text(), nullable=True),
    sa.Column('robots', sa.Text(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_web_sources_base_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_web_sources'))
    )
    with op.batch_alter_table('web_sources', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_web_sources_base_id'), ['base_id'], unique=False)
        batch_op.create_index('ix_web_sources_due', ['next_sync_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_web_sources_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('chunks',
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('chunk_id', sa.String(length=128), nullable=False),
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('document_version', sa.Integer(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('source_hash', sa.String(length=64), nullable=False),
    sa.Column('source_text', sa.Text(), nullable=True),
    sa.Column('source_changed', sa.Boolean(), nullable=False),
    sa.Column('edited', sa.Boolean(), nullable=False),
    sa.Column('manual', sa.Boolean(), nullable=False),
    sa.Column('made', sa.Text(), nullable=False),
    sa.Column('made_for', sa.String(length=64), nullable=False),
    sa.Column('current_revision', sa.Integer(), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.Column('deleted_by_user', sa.Boolean(), nullable=False),
    sa.Column('index_seq', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['knowledge_bases.id'], name=op.f('fk_chunks_base_id')),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_chunks_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_chunks')),
    sa.UniqueConstraint('base_id', 'chunk_id', name=op.f('uq_chunks_base_id_chunk_id'))
    )
    with op.batch_alter_table('chunks', schema=None) as batch_op:
        batch_op.create_index('ix_chunks_base_document', ['base_id', 'document_id', 'ordinal'], unique=False)
        batch_op.create_index('ix_chunks_base_seq', ['base_id', 'index_seq'], unique=False)
        batch_op.create_index(batch_op.f('ix_chunks_document_id'), ['document_id'], unique=False)
        batch_op.create_index('ix_chunks_workspace_chunk', ['workspace_id', 'chunk_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_chunks_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('document_versions',
    sa.Column('document_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('file_key', sa.String(length=300), nullable=False),
    sa.Column('file_type', sa.String(length=10), nullable=False),
    sa.Column('parser_version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reason_code', sa.String(length=40), nullable=False),
    sa.Column('reason_message', sa.String(length=1000), nullable=False),
    sa.Column('reason_until', sa.BigInteger(), nullable=True),
    sa.Column('progress_done', sa.Integer(), nullable=False),
    sa.Column('progress_total', sa.Integer(), nullable=False),
    sa.Column('progress_unit', sa.String(length=10), nullable=False),
    sa.Column('searchable', sa.String(length=5), nullable=False),
    sa.Column('warnings', sa.Text(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('step_began_at', sa.BigInteger(), nullable=True),
    sa.Column('last_progress_at', sa.BigInteger(), nullable=True),
    sa.Column('asked_by', sa.String(length=100), nullable=False),
    sa.Column('head', sa.Text(), nullable=False),
    sa.Column('page_count', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_document_versions_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_versions')),
    sa.UniqueConstraint('document_id', 'number', name=op.f('uq_document_versions_document_id_number'))
    )
    with op.batch_alter_table('document_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_versions_base_id'), ['base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_document_versions_document_id'), ['document_id'], unique=False)
        batch_op.create_index('ix_document_versions_state', ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_document_versions_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('web_pages',
    sa.Column('source_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('url', sa.String(length=2048), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.Column('hops', sa.Integer(), nullable=False),
    sa.Column('queued_in', sa.Integer(), nullable=False),
    sa.Column('looked_in', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('message', sa.String(length=500), nullable=False),
    sa.Column('effect', sa.String(length=10), nullable=False),
    sa.Column('document_id', sa.String(length=36), nullable=True),
    sa.Column('same_as', sa.String(length=36), nullable=True),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('etag', sa.String(length=500), nullable=False),
    sa.Column('last_modified', sa.String(length=100), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('links', sa.Text(), nullable=False),
    sa.Column('left_out', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('missing', sa.Integer(), nullable=False),
    sa.Column('looked_at', sa.BigInteger(), nullable=True),
    sa.Column('changed_at', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['web_sources.id'], name=op.f('fk_web_pages_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_web_pages')),
    sa.UniqueConstraint('source_id', 'url_key', name=op.f('uq_web_pages_source_id_url_key'))
    )
    with op.batch_alter_table('web_pages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_web_pages_base_id'), ['base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_web_pages_document_id'), ['document_id'], unique=False)
        batch_op.create_index('ix_web_pages_waiting', ['source_id', 'queued_in', 'depth', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_web_pages_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('chunk_revisions',
    sa.Column('chunk_row_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('heading_path', sa.Text(), nullable=False),
    sa.Column('keywords', sa.Text(), nullable=False),
    sa.Column('questions', sa.Text(), nullable=False),
    sa.Column('metadata', sa.Text(), nullable=False),
    sa.Column('generated', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('tokens', sa.Integer(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('start_offset', sa.Integer(), nullable=True),
    sa.Column('end_offset', sa.Integer(), nullable=True),
    sa.Column('boxes', sa.Text(), nullable=False),
    sa.Column('path', sa.String(length=2200), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('edited', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('terms', sa.LargeBinary(), nullable=False),
    sa.Column('analysed_as', sa.String(length=50), server_default='', nullable=False),
    sa.Column('sources', sa.Text(), nullable=False),
    sa.Column('reshaping', sa.Text(), nullable=False),
    sa.Column('author', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['chunk_row_id'], ['chunks.id'], name=op.f('fk_chunk_revisions_chunk_row_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_chunk_revisions')),
    sa.UniqueConstraint('chunk_row_id', 'number', name=op.f('uq_chunk_revisions_chunk_row_id_number'))
    )
    with op.batch_alter_table('chunk_revisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_chunk_revisions_base_id'), ['base_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_chunk_revisions_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('document_pages',
    sa.Column('document_version_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('blocks', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('width', sa.Double(), nullable=False),
    sa.Column('height', sa.Double(), nullable=False),
    sa.Column('label', sa.String(length=255), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('updated_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['document_version_id'], ['document_versions.id'], name=op.f('fk_document_pages_document_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_pages')),
    sa.UniqueConstraint('document_version_id', 'number', name=op.f('uq_document_pages_document_version_id_number'))
    )
    with op.batch_alter_table('document_pages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_pages_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('chunk_vectors',
    sa.Column('revision_id', sa.String(length=36), nullable=False),
    sa.Column('generation_id', sa.String(length=36), nullable=False),
    sa.Column('part', sa.String(length=20), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['chunk_revisions.id'], name=op.f('fk_chunk_vectors_revision_id')),
    sa.PrimaryKeyConstraint('revision_id', 'generation_id', 'part', name=op.f('pk_chunk_vectors'))
    )
    with op.batch_alter_table('chunk_vectors', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_chunk_vectors_base_id'), ['base_id'], unique=False)

    op.create_table('generation_terms',
    sa.Column('revision_id', sa.String(length=36), nullable=False),
    sa.Column('generation_id', sa.String(length=36), nullable=False),
    sa.Column('workspace_id', sa.String(length=36), nullable=False),
    sa.Column('base_id', sa.String(length=36), nullable=False),
    sa.Column('terms', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['chunk_revisions.id'], name=op.f('fk_generation_terms_revision_id')),
    sa.PrimaryKeyConstraint('revision_id', 'generation_id', name=op.f('pk_generation_terms'))
    )
    with op.batch_alter_table('generation_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_generation_terms_base_id'), ['base_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('generation_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_generation_terms_base_id'))

    op.drop_table('generation_terms')
    with op.batch_alter_table('chunk_vectors', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chunk_vectors_base_id'))

    op.drop_table('chunk_vectors')
    with op.batch_alter_table('document_pages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_pages_workspace_id'))

    op.drop_table('document_pages')
    with op.batch_alter_table('chunk_revisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chunk_revisions_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_chunk_revisions_base_id'))

    op.drop_table('chunk_revisions')
    with op.batch_alter_table('web_pages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_web_pages_workspace_id'))
        batch_op.drop_index('ix_web_pages_waiting')
        batch_op.drop_index(batch_op.f('ix_web_pages_document_id'))
        batch_op.drop_index(batch_op.f('ix_web_pages_base_id'))

    op.drop_table('web_pages')
    with op.batch_alter_table('document_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_versions_workspace_id'))
        batch_op.drop_index('ix_document_versions_state')
        batch_op.drop_index(batch_op.f('ix_document_versions_document_id'))
        batch_op.drop_index(batch_op.f('ix_document_versions_base_id'))

    op.drop_table('document_versions')
    with op.batch_alter_table('chunks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chunks_workspace_id'))
        batch_op.drop_index('ix_chunks_workspace_chunk')
        batch_op.drop_index(batch_op.f('ix_chunks_document_id'))
        batch_op.drop_index('ix_chunks_base_seq')
        batch_op.drop_index('ix_chunks_base_document')

    op.drop_table('chunks')
    with op.batch_alter_table('web_sources', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_web_sources_workspace_id'))
        batch_op.drop_index('ix_web_sources_due')
        batch_op.drop_index(batch_op.f('ix_web_sources_base_id'))

    op.drop_table('web_sources')
    with op.batch_alter_table('sign_in_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_sessions_account_id'))

    op.drop_table('sign_in_sessions')
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memberships_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_memberships_account_id'))

    op.drop_table('memberships')
    with op.batch_alter_table('knowledge_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_knowledge_versions_workspace_id'))

    op.drop_table('knowledge_versions')
    with op.batch_alter_table('generations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_generations_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_generations_base_id'))

    op.drop_table('generations')
    with op.batch_alter_table('external_endpoints', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_external_endpoints_workspace_id'))

    op.drop_table('external_endpoints')
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_workspace_id'))
        batch_op.drop_index('ix_documents_base')

    op.drop_table('documents')
    with op.batch_alter_table('csv_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_csv_files_workspace_id'))

    op.drop_table('csv_files')
    op.drop_table('credentials')
    op.drop_table('workspaces')
    with op.batch_alter_table('sign_in_attempts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_attempts_account_id'))

    op.drop_table('sign_in_attempts')
    op.drop_table('setup_tokens')
    with op.batch_alter_table('secret_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_secret_keys_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_secret_keys_assistant_id'))

    op.drop_table('secret_keys')
    with op.batch_alter_table('revision_spans', schema=None) as batch_op:
        batch_op.drop_index('ix_revision_spans_to')
        batch_op.drop_index(batch_op.f('ix_revision_spans_revision_id'))
        batch_op.drop_index('ix_revision_spans_place')
        batch_op.drop_index('ix_revision_spans_from')
        batch_op.drop_index('ix_revision_spans_document')

    op.drop_table('revision_spans')
    with op.batch_alter_table('rerankers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rerankers_workspace_id'))

    op.drop_table('rerankers')
    op.drop_table('rate_windows')
    op.drop_table('rate_bursts')
    with op.batch_alter_table('prompt_templates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_prompt_templates_workspace_id'))

    op.drop_table('prompt_templates')
    op.drop_table('model_defaults')
    with op.batch_alter_table('model_connections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_model_connections_workspace_id'))

    op.drop_table('model_connections')
    with op.batch_alter_table('memorized_variants', schema=None) as batch_op:
        batch_op.drop_index('ix_memorized_variants_key')

    op.drop_table('memorized_variants')
    with op.batch_alter_table('memorized_responses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memorized_responses_workspace_id'))
        batch_op.drop_index('ix_memorized_responses_list')
        batch_op.drop_index('ix_memorized_responses_key')

    op.drop_table('memorized_responses')
    with op.batch_alter_table('memorized_hits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memorized_hits_workspace_id'))
        batch_op.drop_index('ix_memorized_hits_response')
        batch_op.drop_index(batch_op.f('ix_memorized_hits_at'))

    op.drop_table('memorized_hits')
    op.drop_table('memorized_heads')
    with op.batch_alter_table('lab_test_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lab_test_steps_message_id'))

    op.drop_table('lab_test_steps')
    with op.batch_alter_table('lab_test_sets', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lab_test_sets_workspace_id'))

    op.drop_table('lab_test_sets')
    with op.batch_alter_table('lab_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lab_runs_workspace_id'))
        batch_op.drop_index('ix_lab_runs_list')
        batch_op.drop_index('ix_lab_runs_assistant')

    op.drop_table('lab_runs')
    with op.batch_alter_table('lab_results', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lab_results_message_id'))

    op.drop_table('lab_results')
    op.drop_table('knowledge_tombstones')
    op.drop_table('knowledge_engine')
    with op.batch_alter_table('knowledge_bases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_knowledge_bases_workspace_id'))

    op.drop_table('knowledge_bases')
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.drop_index('ix_jobs_lane')
        batch_op.drop_index('ix_jobs_due')

    op.drop_table('jobs')
    with op.batch_alter_table('ingest_jobs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ingest_jobs_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_ingest_jobs_base_id'))

    op.drop_table('ingest_jobs')
    with op.batch_alter_table('idempotency_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idempotency_records_created_at'))

    op.drop_table('idempotency_records')
    with op.batch_alter_table('gaps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gaps_workspace_id'))
        batch_op.drop_index('ix_gaps_rank')

    op.drop_table('gaps')
    op.drop_table('gap_runs')
    with op.batch_alter_table('gap_questions', schema=None) as batch_op:
        batch_op.drop_index('ix_gap_questions_workspace')
        batch_op.drop_index('ix_gap_questions_gap')

    op.drop_table('gap_questions')
    op.drop_table('gap_decays')
    with op.batch_alter_table('fulfillments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fulfillments_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_fulfillments_knowledge_base_id'))

    op.drop_table('fulfillments')
    with op.batch_alter_table('fulfillment_calls', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fulfillment_calls_workspace_id'))
        batch_op.drop_index('ix_fulfillment_calls_message')
        batch_op.drop_index('ix_fulfillment_calls_log')

    op.drop_table('fulfillment_calls')
    with op.batch_alter_table('embedders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_embedders_workspace_id'))

    op.drop_table('embedders')
    with op.batch_alter_table('document_states', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_states_base_id'))

    op.drop_table('document_states')
    op.drop_table('data_keys')
    op.drop_table('console_events')
    with op.batch_alter_table('base_jobs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_base_jobs_workspace_id'))
        batch_op.drop_index('ix_base_jobs_state')
        batch_op.drop_index(batch_op.f('ix_base_jobs_base_id'))

    op.drop_table('base_jobs')
    op.drop_table('audit_rows')
    op.drop_table('audit_identities')
    op.drop_table('audit_checkpoints')
    with op.batch_alter_table('assistants', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistants_workspace_id'))

    op.drop_table('assistants')
    op.drop_table('assistant_words_due')
    with op.batch_alter_table('assistant_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_versions_workspace_id'))

    op.drop_table('assistant_versions')
    with op.batch_alter_table('assistant_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_sessions_workspace_id'))

    op.drop_table('assistant_sessions')
    with op.batch_alter_table('assistant_runs', schema=None) as batch_op:
        batch_op.drop_index('ix_assistant_runs_status')
        batch_op.drop_index('ix_assistant_runs_session')
        batch_op.drop_index('ix_assistant_runs_assistant')

    op.drop_table('assistant_runs')
    with op.batch_alter_table('assistant_run_log', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_run_log_at'))

    op.drop_table('assistant_run_log')
    with op.batch_alter_table('assistant_messages', schema=None) as batch_op:
        batch_op.drop_index('ix_assistant_messages_session')
        batch_op.drop_index('ix_assistant_messages_report')

    op.drop_table('assistant_messages')
    with op.batch_alter_table('assistant_message_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_message_keys_at'))

    op.drop_table('assistant_message_keys')
    with op.batch_alter_table('assistant_message_facts', schema=None) as batch_op:
        batch_op.drop_index('ix_message_facts_user', sqlite_where=sa.text('user_id IS NOT NULL'), postgresql_where=sa.text('user_id IS NOT NULL'))
        batch_op.drop_index('ix_message_facts_unsupported', sqlite_where=sa.text('unsupported > 0'), postgresql_where=sa.text('unsupported > 0'))
        batch_op.drop_index('ix_message_facts_time')
        batch_op.drop_index('ix_message_facts_source', sqlite_where=None, postgresql_where=None)
        batch_op.drop_index('ix_message_facts_session', sqlite_where=None, postgresql_where=None)
        batch_op.drop_index('ix_message_facts_rating', sqlite_where=sa.text('rating IS NOT NULL'), postgresql_where=sa.text('rating IS NOT NULL'))
        batch_op.drop_index('ix_message_facts_question', sqlite_where=sa.text('question_key IS NOT NULL'), postgresql_where=sa.text('question_key IS NOT NULL'))
        batch_op.drop_index('ix_message_facts_outcome', sqlite_where=None, postgresql_where=None)
        batch_op.drop_index('ix_message_facts_degraded', sqlite_where=sa.text('degraded = 1'), postgresql_where=sa.text('degraded = 1'))
        batch_op.drop_index('ix_message_facts_below', sqlite_where=sa.text('below_threshold = 1'), postgresql_where=sa.text('below_threshold = 1'))
        batch_op.drop_index('ix_message_facts_assistant', sqlite_where=None, postgresql_where=None)

    op.drop_table('assistant_message_facts')
    with op.batch_alter_table('assistant_feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_feedback_workspace_id'))

    op.drop_table('assistant_feedback')
    with op.batch_alter_table('assistant_exports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_exports_workspace_id'))
        batch_op.drop_index('ix_assistant_exports_actor')

    op.drop_table('assistant_exports')
    with op.batch_alter_table('assistant_confirmations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assistant_confirmations_workspace_id'))
        batch_op.drop_index('ix_assistant_confirmations_result')
        batch_op.drop_index('ix_assistant_confirmations_message')

    op.drop_table('assistant_confirmations')
    with op.batch_alter_table('api_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_keys_workspace_id'))

    op.drop_table('api_keys')
    op.drop_table('accounts')
