SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.posting_sums_to_zero() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (select sum(amount_fen) from ledger_entry where posting = new.posting) <> 0 then
        raise exception 'posting % does not sum to zero', new.posting using errcode = 'check_violation', constraint = 'posting_sums_to_zero';
    end if;
    return null;
end $$;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
CREATE FUNCTION public.wake_relay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;
CREATE SEQUENCE public.agreement_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.api_token (
    id text NOT NULL,
    token_hash bytea NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    used_at timestamp with time zone
);
CREATE TABLE public.attachment (
    id text NOT NULL,
    subject text NOT NULL,
    field text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);
CREATE TABLE public.blob (
    sha256 text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT blob_not_empty CHECK ((size > 0))
);
CREATE SEQUENCE public.call_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.call_template (
    code text NOT NULL,
    content jsonb NOT NULL
);
CREATE TABLE public.command (
    request_id text NOT NULL,
    actor text NOT NULL,
    body_hash bytea NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    reply jsonb,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.conflict (
    subject text NOT NULL,
    person text NOT NULL,
    ground text NOT NULL,
    evidence text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.docket (
    id text NOT NULL,
    machine text NOT NULL,
    state text NOT NULL,
    terminal boolean NOT NULL,
    seq bigint NOT NULL,
    head bytea NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    facts jsonb NOT NULL,
    title text GENERATED ALWAYS AS ((facts #>> '{parties,title}'::text[])) STORED,
    code text GENERATED ALWAYS AS ((facts #>> '{parties,code}'::text[])) STORED,
    parent text GENERATED ALWAYS AS ((facts #>> '{parties,parent}'::text[])) STORED,
    pi text GENERATED ALWAYS AS ((facts #>> '{parties,pi}'::text[])) STORED,
    host_org text GENERATED ALWAYS AS ((facts #>> '{parties,host_org}'::text[])) STORED,
    recommender_org text GENERATED ALWAYS AS ((facts #>> '{parties,recommender_org}'::text[])) STORED,
    demander_org text GENERATED ALWAYS AS ((facts #>> '{parties,demander_org}'::text[])) STORED,
    agency_org text GENERATED ALWAYS AS ((facts #>> '{parties,agency_org}'::text[])) STORED,
    reviewer text GENERATED ALWAYS AS ((facts #>> '{parties,reviewer}'::text[])) STORED,
    CONSTRAINT active_has_signed_agreement CHECK (((machine <> 'project'::text) OR (state <> ALL (ARRAY['ACTIVE'::text, 'CHANGE_PENDING'::text, 'SUSPENDED'::text, 'CLOSURE_DUE'::text, 'OVERDUE'::text, 'CLOSURE_REVIEW'::text, 'PASSED'::text])) OR (((facts #>> '{agreement,signed_at}'::text[]) IS NOT NULL) AND ((facts #>> '{agreement,pack_hash}'::text[]) IS NOT NULL)))),
    CONSTRAINT awarded_has_amount CHECK (((machine <> 'project'::text) OR (state <> ALL (ARRAY['AWARDED'::text, 'AGREEMENT_REVIEW'::text, 'ACTIVE'::text])) OR (((facts #>> '{decision,amount_fen}'::text[]))::bigint > 0))),
    CONSTRAINT docket_ended_iff_terminal CHECK ((terminal = (ended_at IS NOT NULL))),
    CONSTRAINT docket_has_title CHECK (((facts #>> '{parties,title}'::text[]) IS NOT NULL)),
    CONSTRAINT docket_seq_positive CHECK ((seq > 0)),
    CONSTRAINT open_call_has_window CHECK (((machine <> 'call'::text) OR (state <> ALL (ARRAY['PUBLISHED'::text, 'OPEN'::text])) OR (((facts #>> '{window,opens_at}'::text[]) IS NOT NULL) AND ((facts #>> '{window,closes_at}'::text[]) IS NOT NULL)))),
    CONSTRAINT project_belongs_to_a_call CHECK (((machine <> 'project'::text) OR ((facts #>> '{parties,parent}'::text[]) IS NOT NULL))),
    CONSTRAINT publicity_has_minutes_and_end CHECK (((machine <> 'project'::text) OR (state <> ALL (ARRAY['PUBLICITY'::text, 'OBJECTION'::text])) OR (((facts #>> '{decision,minutes}'::text[]) IS NOT NULL) AND ((facts #>> '{notice,ends}'::text[]) IS NOT NULL)))),
    CONSTRAINT returned_has_due CHECK (((machine <> 'project'::text) OR (state <> 'RETURNED'::text) OR ((facts #>> '{intake,correction_due}'::text[]) IS NOT NULL))),
    CONSTRAINT review_has_reviewer CHECK (((machine <> 'review'::text) OR ((facts #>> '{parties,reviewer}'::text[]) IS NOT NULL))),
    CONSTRAINT submitted_has_receipt CHECK (((machine <> 'project'::text) OR (state = ANY (ARRAY['DRAFT'::text, 'UNIT_CHECK'::text, 'RECOMMENDING'::text, 'EXPIRED'::text, 'WITHDRAWN'::text])) OR ((facts #>> '{intake,receipt}'::text[]) IS NOT NULL)))
);
CREATE TABLE public.draft (
    subject text NOT NULL,
    version bigint NOT NULL,
    content jsonb NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    CONSTRAINT draft_version_positive CHECK ((version > 0))
);
CREATE TABLE public.event (
    subject text NOT NULL,
    seq bigint NOT NULL,
    machine text NOT NULL,
    event text NOT NULL,
    source text NOT NULL,
    target text NOT NULL,
    role text NOT NULL,
    person text,
    org text,
    at timestamp with time zone NOT NULL,
    cause text NOT NULL,
    body text NOT NULL,
    snapshot bytea,
    request_id text NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT event_body_is_json CHECK (((body)::jsonb IS NOT NULL)),
    CONSTRAINT event_has_an_actor CHECK (((person IS NULL) = (role = ANY (ARRAY['system'::text, 'public'::text])))),
    CONSTRAINT event_seq_positive CHECK ((seq > 0))
);
CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_entry (
    posting text NOT NULL,
    account text NOT NULL,
    amount_fen bigint NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_amount_not_zero CHECK ((amount_fen <> 0))
);
CREATE TABLE public.lifecycle_state (
    machine text NOT NULL,
    state text NOT NULL,
    terminal boolean NOT NULL
);
CREATE TABLE public.lifecycle_transition (
    machine text NOT NULL,
    source text NOT NULL,
    event text NOT NULL,
    target text NOT NULL,
    role text NOT NULL
);
CREATE TABLE public.notification (
    id bigint NOT NULL,
    person text NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    zh text NOT NULL,
    en text NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);
ALTER TABLE public.notification ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.objection_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.organisation (
    id text NOT NULL,
    uscc text NOT NULL,
    name text NOT NULL,
    name_en text DEFAULT ''::text NOT NULL,
    kind text NOT NULL,
    legal_person boolean DEFAULT true NOT NULL,
    registered_on date,
    in_district boolean DEFAULT true NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    bank_account text DEFAULT ''::text NOT NULL,
    bank_checked_at timestamp with time zone,
    sanctioned_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organisation_kind_known CHECK ((kind = ANY (ARRAY['enterprise'::text, 'university'::text, 'hospital'::text, 'institute'::text, 'bureau'::text, 'agency'::text, 'association'::text])))
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    machine text NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.person (
    id text NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    id_hash text DEFAULT ''::text NOT NULL,
    born_on date,
    title text DEFAULT ''::text NOT NULL,
    degree text DEFAULT ''::text NOT NULL,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    password_hash text,
    demo boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    sanctioned_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.plan_base (
    code text NOT NULL,
    name text NOT NULL,
    tier text NOT NULL,
    lead_quote text NOT NULL,
    boxes integer[] NOT NULL,
    source_line integer NOT NULL
);
CREATE TABLE public.plan_box (
    no integer NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    domain text NOT NULL,
    section text NOT NULL,
    body text NOT NULL,
    source_line integer NOT NULL
);
CREATE TABLE public.plan_figure (
    key text NOT NULL,
    year integer NOT NULL,
    value text NOT NULL,
    unit text NOT NULL,
    source_line integer,
    quote text NOT NULL,
    note text NOT NULL
);
CREATE TABLE public.plan_indicator (
    no integer NOT NULL,
    category text NOT NULL,
    title text NOT NULL,
    unit text NOT NULL,
    value_2020 text NOT NULL,
    target_2025 text NOT NULL,
    child_of integer,
    kind text NOT NULL,
    source_line integer NOT NULL,
    note text NOT NULL
);
CREATE TABLE public.plan_institution (
    name text NOT NULL,
    kind text NOT NULL,
    role text NOT NULL,
    source_line integer NOT NULL,
    quote text NOT NULL
);
CREATE TABLE public.plan_item (
    code text NOT NULL,
    topic text NOT NULL,
    body text NOT NULL
);
CREATE TABLE public.plan_note (
    id text NOT NULL,
    subject text NOT NULL,
    value_a text NOT NULL,
    value_b text NOT NULL,
    advice text NOT NULL
);
CREATE TABLE public.plan_topic (
    code text NOT NULL,
    box integer NOT NULL,
    domain text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    source_line integer NOT NULL
);
CREATE SEQUENCE public.receipt_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.role_grant (
    person text NOT NULL,
    organisation text NOT NULL,
    role text NOT NULL,
    granted_by text,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT role_grant_role_known CHECK ((role = ANY (ARRAY['pi'::text, 'institution'::text, 'recommender'::text, 'demander'::text, 'reviewer'::text, 'agency'::text, 'officer'::text, 'director'::text, 'party_group'::text, 'leading_group'::text, 'finance'::text, 'discipline'::text, 'auditor'::text, 'admin'::text])))
);
CREATE TABLE public.rule_pack (
    hash text NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    title text NOT NULL,
    practice boolean NOT NULL,
    effective_from date NOT NULL,
    content jsonb NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    person text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_expires_after_start CHECK ((expires_at > created_at))
);
CREATE TABLE public.sign_in_failure (
    id bigint NOT NULL,
    login text NOT NULL,
    source text NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.sign_in_failure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_in_failure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.snapshot (
    hash bytea NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    content text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT snapshot_content_is_json CHECK (((content)::jsonb IS NOT NULL))
);
CREATE TABLE public.work_item (
    subject text NOT NULL,
    seq bigint NOT NULL,
    event text NOT NULL,
    reason text NOT NULL,
    zh text NOT NULL,
    en text NOT NULL,
    tries integer DEFAULT 1 NOT NULL,
    first_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    CONSTRAINT work_item_has_reason CHECK ((reason <> ''::text)),
    CONSTRAINT work_item_resolved_after_first CHECK (((resolved_at IS NULL) OR (resolved_at >= first_at))),
    CONSTRAINT work_item_seq_positive CHECK ((seq > 0)),
    CONSTRAINT work_item_tries_positive CHECK ((tries > 0))
);
INSERT INTO public.attachment VALUES
	('01a2240f-2a2e-7584-af50-231473406b6cattachments.feasibility_report', '01a2240f-2a2e-7584-af50-231473406b6c', 'attachments.feasibility_report', '材料.pdf', '00', 'person-suqing', '2026-03-10 02:00:00+00', NULL),
	('01a2240f-2a2e-7584-af50-231473406b6cattachments.pi_id', '01a2240f-2a2e-7584-af50-231473406b6c', 'attachments.pi_id', '材料.pdf', '00', 'person-suqing', '2026-03-10 02:00:00+00', NULL),
	('01a2240f-2a2e-7584-af50-231473406b6cattachments.licence', '01a2240f-2a2e-7584-af50-231473406b6c', 'attachments.licence', '材料.pdf', '00', 'person-suqing', '2026-03-10 02:00:00+00', NULL),
	('01a2240f-2a2e-7584-af50-231473406b6ccompliance.integrity_pledge', '01a2240f-2a2e-7584-af50-231473406b6c', 'compliance.integrity_pledge', '材料.pdf', '00', 'person-suqing', '2026-03-10 02:00:00+00', NULL),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.feasibility_report', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 'attachments.feasibility_report', '材料.pdf', '00', 'person-hemiao', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.pi_id', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 'attachments.pi_id', '材料.pdf', '00', 'person-hemiao', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.licence', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 'attachments.licence', '材料.pdf', '00', 'person-hemiao', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09compliance.integrity_pledge', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 'compliance.integrity_pledge', '材料.pdf', '00', 'person-hemiao', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2aa1-7404-90c8-5d7675038252attachments.feasibility_report', '01a2240f-2aa1-7404-90c8-5d7675038252', 'attachments.feasibility_report', '材料.pdf', '00', 'person-weigang', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2aa1-7404-90c8-5d7675038252attachments.pi_id', '01a2240f-2aa1-7404-90c8-5d7675038252', 'attachments.pi_id', '材料.pdf', '00', 'person-weigang', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2aa1-7404-90c8-5d7675038252attachments.licence', '01a2240f-2aa1-7404-90c8-5d7675038252', 'attachments.licence', '材料.pdf', '00', 'person-weigang', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2aa1-7404-90c8-5d7675038252compliance.integrity_pledge', '01a2240f-2aa1-7404-90c8-5d7675038252', 'compliance.integrity_pledge', '材料.pdf', '00', 'person-weigang', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2ac8-724d-bb86-329963416a27attachments.feasibility_report', '01a2240f-2ac8-724d-bb86-329963416a27', 'attachments.feasibility_report', '材料.pdf', '00', 'person-yunfan', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2ac8-724d-bb86-329963416a27attachments.pi_id', '01a2240f-2ac8-724d-bb86-329963416a27', 'attachments.pi_id', '材料.pdf', '00', 'person-yunfan', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2ac8-724d-bb86-329963416a27attachments.licence', '01a2240f-2ac8-724d-bb86-329963416a27', 'attachments.licence', '材料.pdf', '00', 'person-yunfan', '2026-03-18 04:00:00+00', NULL),
	('01a2240f-2ac8-724d-bb86-329963416a27compliance.integrity_pledge', '01a2240f-2ac8-724d-bb86-329963416a27', 'compliance.integrity_pledge', '材料.pdf', '00', 'person-yunfan', '2026-03-18 04:00:00+00', NULL);
INSERT INTO public.blob VALUES
	('00', 1, 'application/pdf', '2026-11-28 21:28:23.373766+00');
INSERT INTO public.command VALUES
	('test-request-1', 'person-linzhou', '\xa1909920de5891671f6a6c33b71999c0139a00cc8b4ae09d662903d4d1fd4842', '01a2240f-2a03-710e-b696-98464628adef', 1, '{}', '2026-03-02 01:00:00+00'),
	('test-request-2', 'person-linzhou', '\x8e35744350f909d338b0cf9a8c31031fec86d56bc9cd38938becbcc04686561b', '01a2240f-2a03-710e-b696-98464628adef', 2, '{}', '2026-03-02 01:00:00+00'),
	('test-request-3', 'person-heyuan', '\x60165c8712557e38934c05661a61d2ff11c95fa56b4a8e96d34f877445383750', '01a2240f-2a03-710e-b696-98464628adef', 3, '{}', '2026-03-10 01:00:00+00'),
	('test-request-4', 'person-linzhou', '\x1f40d3c67189c9befe3df1f31552cfdcd15e41bd519f3209165d0849b90fa8a7', '01a2240f-2a03-710e-b696-98464628adef', 4, '{}', '2026-03-10 01:00:00+00'),
	('test-request-5', 'system', '\xa580c51760b6a6131b65dfc5c36e0144337f7a29c6eb607c3a5aae243a965cb4', '01a2240f-2a03-710e-b696-98464628adef', 5, '{}', '2026-03-10 02:00:00+00'),
	('test-request-6', 'person-suqing', '\x8f0ddb99842350999e4f3b910dae73b365b4f62f0eab8537e2a24e52ba5a4699', '01a2240f-2a2e-7584-af50-231473406b6c', 1, '{}', '2026-03-10 02:00:00+00'),
	('test-request-7', 'person-suqing', '\x8013485d05b46f1516b1b7fb1d58886a273fcb7ccf5a4d3fd98b3c9e57b15b70', '01a2240f-2a2e-7584-af50-231473406b6c', 2, '{}', '2026-03-10 02:00:00+00'),
	('test-request-8', 'person-liangyue', '\x6f57fcd6e2443334fc7c0e120c051bc3e4b300858dd0389344c4bd1683566568', '01a2240f-2a2e-7584-af50-231473406b6c', 3, '{}', '2026-03-10 02:00:00+00'),
	('test-request-9', 'person-lingsong', '\xee351c71c46e573a9b3f31aec7478e88105036d62b8419b9fb89a7eceb449d6c', '01a2240f-2a2e-7584-af50-231473406b6c', 4, '{"number": "SQ-2026-000001"}', '2026-03-10 02:00:00+00'),
	('test-request-10', 'person-linzhou', '\x4697f24736d28897a0f703e737a6cdf8b931f2fc9708cb5dac180e629e89eab9', '01a2240f-2a2e-7584-af50-231473406b6c', 5, '{}', '2026-03-10 02:00:00+00'),
	('test-request-11', 'person-linzhou', '\xa1909920de5891671f6a6c33b71999c0139a00cc8b4ae09d662903d4d1fd4842', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 1, '{}', '2026-03-10 03:00:00+00'),
	('test-request-12', 'person-linzhou', '\xd57e73ad36182b635dcc4612925303237c8a7f28fa85f8ca65663dfa8c5f0925', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 2, '{}', '2026-03-10 03:00:00+00'),
	('test-request-13', 'person-heyuan', '\xfc30d241a4c2e6703c1e1327f896d6118be0fca8f73d2ccb31e7b562e29c7567', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 3, '{}', '2026-03-18 03:00:00+00'),
	('test-request-14', 'person-linzhou', '\xc9ddd262bf79b90a1b3f7db9b80cba21722e33b7914a9e2cab597aa0bafe11ec', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, '{}', '2026-03-18 03:00:00+00'),
	('test-request-15', 'system', '\x08c9936e63b1bdb21a8d53b48861bed967257a3ccda0587930bdd9a1fbfc0be9', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 5, '{}', '2026-03-18 04:00:00+00'),
	('test-request-16', 'person-hemiao', '\x355a1ffc3d422e1924f3d0d530b8786f5b32d72bf605bdf006cb45271fbc579a', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 1, '{}', '2026-03-18 04:00:00+00'),
	('test-request-17', 'person-hemiao', '\x35a684446bada1e3bb7a3f13f8bb214a35ca26485ef7d5ce6d17ffdccfcaf9b5', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 2, '{}', '2026-03-18 04:00:00+00'),
	('test-request-18', 'person-tianye', '\x27a03b804d77af5fdf1a9faaef1a0252aa4e43a2a09b893c56e4cea464f38c48', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 3, '{}', '2026-03-18 04:00:00+00'),
	('test-request-19', 'person-lingsong', '\x85729bfa193ea1f7a744d86741f4e5a005a60e4459bf295fe0858e24bc33e329', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 4, '{"number": "SQ-2026-000002"}', '2026-03-18 04:00:00+00'),
	('test-request-20', 'person-weigang', '\x4b8f3a317fa093601a0b8b96424fb27810508780ac085c7e45fe81a4b33539c9', '01a2240f-2aa1-7404-90c8-5d7675038252', 1, '{}', '2026-03-18 04:00:00+00'),
	('test-request-21', 'person-yunfan', '\x62ba95d33d09753ef10eeca54f8f5014eb736ed29425ed706edef060b30f8e10', '01a2240f-2ac8-724d-bb86-329963416a27', 1, '{}', '2026-03-18 04:00:00+00'),
	('test-request-22', 'person-yunfan', '\x6640592e374ecac6c6669239da4a76bfb9d0313805ee54eba29f9a1e83cfaa8d', '01a2240f-2ac8-724d-bb86-329963416a27', 2, '{}', '2026-03-18 04:00:00+00'),
	('test-request-23', 'person-xuning', '\x245b785f8f90a24524c9f8737f81fad7e4617e982033638b4cdf05b5afb9d250', '01a2240f-2ac8-724d-bb86-329963416a27', 3, '{}', '2026-03-18 04:00:00+00');
INSERT INTO public.docket VALUES
	('01a2240f-2a03-710e-b696-98464628adef', 'call', 'OPEN', false, 5, '\xadaabbb69d94db19507168fbcd344deb674dbf1200d4fba5e95f39dd38234aee', '2026-03-02 01:00:00+00', '2026-03-10 02:00:00+00', NULL, '{"terms": {"rubric": "application_development", "topics": ["ZC-01", "ZC-02", "ZC-03", "ZC-04", "SG-01", "SG-02", "TCM-01", "TCM-02", "TCM-03", "TCM-04", "NM-01", "NM-02", "NM-03", "NM-04", "NM-05", "NM-06", "IC-01", "IC-02", "IC-03", "AM-01", "AM-02", "AM-03", "AM-04", "LS-01", "LS-02", "LS-03", "IT-01", "IT-02", "IT-03", "IT-04", "IT-05", "IT-06", "IT-07", "IT-08", "MH-01", "MH-02"], "cap_fen": 30000000, "template": "application-development", "pack_code": "fuling", "pack_hash": "e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2", "programme": "区级科技计划应用开发专项", "panel_size": 5, "notice_rule": "dec.publicity.wd", "window_days": 30, "envelope_fen": 300000000, "funding_mode": "budgeted", "pack_version": "2026.1", "organisation_mode": "standard"}, "window": {"opens_at": "2026-03-10T02:00:00Z", "closes_at": "2026-04-09T02:00:00Z", "remind_at": "2026-04-02T02:00:00Z"}, "parties": {"code": "PC-2026-001", "title": "2026年度区级应用开发项目"}, "consultation": {"ends": "2026-03-09T01:00:00Z", "answers": "无不同意见", "minutes": "局办纪要第3期", "opened_at": "2026-03-02T01:00:00Z"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT),
	('01a2240f-2a2e-7584-af50-231473406b6c', 'project', 'FORMAL_CHECK', false, 5, '\xd9212f2f9a24f136fd2deff00cdc1196ff07d7d4b4b2e8409c1ff1a0f56fe093', '2026-03-10 02:00:00+00', '2026-03-10 02:00:00+00', NULL, '{"intake": {"topic": "NM-02", "months": 18, "own_fen": 40000000, "receipt": "SQ-2026-000001", "targets": [{"name": "植物油多元醇替代率（%）", "unit": "", "value": "30"}, {"name": "导热系数较现有产品降低（%）", "unit": "", "value": "8"}, {"name": "示范线年产能（吨）", "unit": "", "value": "100"}, {"name": "新增销售收入（万元）", "unit": "", "value": "600"}, {"name": "带动就业（人）", "unit": "", "value": "6"}], "check_due": "2026-03-24T15:59:59.999999Z", "pledged_at": "2026-03-10T02:00:00Z", "auto_checks": [{"en": "Required fields and formats are in order", "ok": true, "zh": "必填项与格式检查通过", "rule": "form"}, {"en": "Limits, overdue projects, integrity and own funds are in order", "ok": true, "zh": "限项、逾期、诚信与自筹比例检查通过", "rule": "elig"}], "content_hash": "e711930d9071ec3369ecf0e1ec70c5080d748cf248d62cfed8f841b0c829ca44", "submitted_at": "2026-03-10T02:00:00Z", "unit_opinion": "同意申报", "draft_version": 1, "recommend_due": "2026-03-17T15:59:59.999999Z", "requested_fen": 26000000, "recommendation": "同意推荐"}, "parties": {"pi": "person-suqing", "code": "SQ-2026-000001", "title": "示例项目1", "parent": "01a2240f-2a03-710e-b696-98464628adef", "host_org": "org-qinglan", "recommender_org": "org-tuijian"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 'call', 'OPEN', false, 5, '\x041daae91deb96f0bac65fb9922537d7651748a403cb96c357e54a4536fe81e9', '2026-03-10 03:00:00+00', '2026-03-18 04:00:00+00', NULL, '{"terms": {"rubric": "application_development", "topics": ["ZC-01", "ZC-02", "ZC-03", "ZC-04", "SG-01", "SG-02", "TCM-01", "TCM-02", "TCM-03", "TCM-04", "NM-01", "NM-02", "NM-03", "NM-04", "NM-05", "NM-06", "IC-01", "IC-02", "IC-03", "AM-01", "AM-02", "AM-03", "AM-04", "LS-01", "LS-02", "LS-03", "IT-01", "IT-02", "IT-03", "IT-04", "IT-05", "IT-06", "IT-07", "IT-08", "MH-01", "MH-02"], "cap_fen": 30000000, "template": "application-development", "pack_code": "fuling", "pack_hash": "e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2", "programme": "区级科技计划应用开发专项", "panel_size": 5, "notice_rule": "dec.publicity.wd", "window_days": 30, "envelope_fen": 300000000, "funding_mode": "budgeted", "pack_version": "2026.1", "organisation_mode": "standard"}, "window": {"opens_at": "2026-03-18T04:00:00Z", "closes_at": "2026-04-17T04:00:00Z", "remind_at": "2026-04-10T04:00:00Z"}, "parties": {"code": "PC-2026-002", "title": "2026年度区级应用开发项目"}, "consultation": {"ends": "2026-03-17T03:00:00Z", "answers": "无不同意见", "minutes": "局办纪要第3期", "opened_at": "2026-03-10T03:00:00Z"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 'project', 'SUBMITTED', false, 4, '\xb56763b3462cec0ab5c12d968454332be507b22c37cf93452cc70ef77de8aa90', '2026-03-18 04:00:00+00', '2026-03-18 04:00:00+00', NULL, '{"intake": {"topic": "ZC-01", "months": 18, "own_fen": 22000000, "receipt": "SQ-2026-000002", "targets": [{"name": "选育新品系（个）", "unit": "", "value": "2"}, {"name": "瘤茎一次采收合格率（%）", "unit": "", "value": "85"}, {"name": "示范种植面积（亩）", "unit": "", "value": "300"}, {"name": "亩均节约用工（个）", "unit": "", "value": "3"}, {"name": "培训种植户（人次）", "unit": "", "value": "200"}], "pledged_at": "2026-03-18T04:00:00Z", "content_hash": "6058bad4a20252eb50252f22471ad0c673df68b1823cc369b6191ed2407377a8", "submitted_at": "2026-03-18T04:00:00Z", "unit_opinion": "同意申报", "draft_version": 1, "recommend_due": "2026-03-25T15:59:59.999999Z", "requested_fen": 20000000, "recommendation": "同意推荐"}, "parties": {"pi": "person-hemiao", "code": "SQ-2026-000002", "title": "示例项目2", "parent": "01a2240f-2a5e-7102-b3e4-6aecfd048e0a", "host_org": "org-hejing", "recommender_org": "org-tuijian"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT),
	('01a2240f-2aa1-7404-90c8-5d7675038252', 'project', 'DRAFT', false, 1, '\xdd0bef3e6fc5a8b69c52c7b0e2e22b3e960d47ad085ac28292305ef78b7a1635', '2026-03-18 04:00:00+00', '2026-03-18 04:00:00+00', NULL, '{"parties": {"pi": "person-weigang", "title": "示例项目3", "parent": "01a2240f-2a5e-7102-b3e4-6aecfd048e0a", "host_org": "org-lanshu", "recommender_org": "org-tuijian"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT),
	('01a2240f-2ac8-724d-bb86-329963416a27', 'project', 'RECOMMENDING', false, 3, '\x8e61b59a7dbdeefbf2f43c5a2db2af316b65bf0bbf9745345e152b10526ea9f0', '2026-03-18 04:00:00+00', '2026-03-18 04:00:00+00', NULL, '{"intake": {"topic": "IT-01", "months": 18, "own_fen": 18000000, "targets": [{"name": "标识解析平均响应时间达标率（%）", "unit": "", "value": "99"}, {"name": "支持工业协议（种）", "unit": "", "value": "12"}, {"name": "接入示范企业（家）", "unit": "", "value": "10"}, {"name": "新增销售收入（万元）", "unit": "", "value": "260"}, {"name": "培训企业数字化人员（人次）", "unit": "", "value": "100"}], "pledged_at": "2026-03-18T04:00:00Z", "unit_opinion": "同意申报", "draft_version": 1, "recommend_due": "2026-03-25T15:59:59.999999Z", "requested_fen": 18000000}, "parties": {"pi": "person-yunfan", "title": "示例项目4", "parent": "01a2240f-2a5e-7102-b3e4-6aecfd048e0a", "host_org": "org-shuoyun", "recommender_org": "org-tuijian"}}', DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT);
INSERT INTO public.draft VALUES
	('01a2240f-2a2e-7584-af50-231473406b6c', 1, '{"cover.pi": "苏青", "body.risk": "主要风险是植物油原料批次差异影响泡沫稳定性。拟建立原料入厂指标和配方修正表，并保留两种原料来源；若替代率目标受阻，先以双组分预聚体方案保证性能。", "cover.term": {"to": "2028-06-30", "from": "2027-01-01"}, "ip.ip_plan": "项目产生的知识产权由申报单位和江枳学院（演示）按贡献共有，产业化收益归申报单位，学院享有后续研究使用权。", "body.market": "产品定位于冷库板材和管道保温，区内外已有三家下游企业提供试用意向。按示范线满产测算，年销售收入可达千万元以上，较石油基产品成本基本持平。", "ip.ip_owned": [{"kind": "发明专利", "total": 6, "recent": 3, "related": 2}, {"kind": "实用新型专利", "total": 11, "recent": 5, "related": 3}], "people.team": [{"age": 36, "sex": "男", "duty": "配方研究", "name": "陈磐", "unit": "青岚新材料（演示）有限公司", "field": "化学工程", "title": "工程师"}, {"age": 32, "sex": "女", "duty": "工艺放大", "name": "吴澄", "unit": "青岚新材料（演示）有限公司", "field": "材料学", "title": "工程师"}, {"age": 45, "sex": "男", "duty": "示范线建设", "name": "罗岩", "unit": "青岚新材料（演示）有限公司", "field": "化工机械", "title": "车间主任"}], "basics.stage": "lab", "body.summary": "项目面向冷链物流和建筑节能对低导热、低排放保温材料的需求，利用本地MDI产业基础，开展植物油多元醇改性、泡孔结构调控和连续发泡工艺研究，形成配方、工艺和示范线，替代石油基多元醇，降低产品碳排放。", "body.schedule": [{"to": "2027-06-30", "from": "2027-01-01", "task": "多元醇改性与小试配方优化", "result": "改性多元醇小试样品和性能报告"}, {"to": "2027-12-31", "from": "2027-07-01", "task": "泡孔调控与中试工艺研究", "result": "中试配方与工艺参数"}, {"to": "2028-06-30", "from": "2028-01-01", "task": "示范线建设、用户试用与总结", "result": "示范线投运，第三方检测与用户报告"}], "basics.targets": [{"kind": "technical", "name": "植物油多元醇替代率（%）", "method": "第三方检测报告", "target": "30"}, {"kind": "technical", "name": "导热系数较现有产品降低（%）", "method": "第三方检测报告", "target": "8"}, {"kind": "industrial", "name": "示范线年产能（吨）", "method": "现场核查与运行记录", "target": "100"}, {"kind": "economic", "name": "新增销售收入（万元）", "method": "财务专项核算", "target": "600"}, {"kind": "social", "name": "带动就业（人）", "method": "用工合同", "target": "6"}], "budget.sources": [{"amount": 26000000, "source": "requested"}, {"amount": 40000000, "source": "own"}], "cover.call_ref": "2027年度区级科技计划应用开发专项", "cover.filed_on": "2026-11-24", "body.foundation": "申报单位拥有聚氨酯中试车间和理化检测室，已完成替代率两成的小试配方，泡沫压缩强度达到现有产品水平。联合单位江枳学院（演示）具备热分析和微观结构表征条件，双方已合作两年。", "budget.spending": [{"own": 15000000, "use": "温控发泡设备改造与导热系数测定仪", "fiscal": 6000000, "subject": "equipment"}, {"own": 17000000, "use": "原料、测试化验、差旅与知识产权事务", "fiscal": 12000000, "subject": "operating"}, {"own": 8000000, "use": "参与人员劳务与专家咨询", "fiscal": 4000000, "subject": "labour"}, {"own": 0, "use": "管理费与绩效支出", "fiscal": 4000000, "subject": "indirect"}], "results.outputs": [{"kind": "发明专利申请", "note": "多元醇改性、连续发泡控制各一件", "quantity": 2}, {"kind": "新产品", "note": "生物基聚氨酯硬泡组合料", "quantity": 1}, {"kind": "企业标准", "note": "产品技术条件", "quantity": 1}], "units.lead_unit": [{"kind": "企业", "name": "青岚新材料（演示）有限公司", "uscc": "91000000YANLU00020", "phone": "000-00000000", "address": "涪陵区演示工业园1栋", "contact": "梁越"}], "basics.base_code": "NM-02", "people.pi_detail": [{"duty": "总体方案与组织实施", "name": "苏青", "unit": "青岚新材料（演示）有限公司", "field": "高分子合成", "title": "高级工程师", "degree": "博士"}], "results.economic": [{"tax": 8000000, "year": 2027, "sales": 150000000, "profit": 18000000, "exports": 0}, {"tax": 26000000, "year": 2028, "sales": 450000000, "profit": 60000000, "exports": 0}], "body.state_of_art": "国内聚氨酯硬泡多以石油基聚醚多元醇为原料，生物基替代率普遍低于一成，泡孔粗、尺寸稳定性不足。欧洲已有替代率两成以上的商品化配方。冷链库板和外墙保温对低导热、难燃材料的需求持续增长，区内下游企业每年外购保温料超过千吨。", "compliance.ethics": false, "compliance.pledge": "本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。", "units.joint_units": [{"duty": "泡孔结构表征与热物性测试", "name": "江枳学院（演示）", "uscc": "12000000YANLU0006H", "share": 20}], "basics.trl_from_to": {"to": 7, "from": 4}, "compliance.secrecy": false, "cover.subject_name": "低导热生物基聚氨酯硬泡保温材料开发", "basics.overall_goal": "以MDI资源为依托，开发植物油多元醇替代率不低于三成的聚氨酯硬泡配方与连续发泡工艺，建成百吨级示范线，产品导热系数和阻燃性能满足冷链与建筑保温要求。", "budget.by_unit_year": [{"own": 25000000, "unit": "青岚新材料（演示）有限公司", "year": 2027, "fiscal": 12800000}, {"own": 15000000, "unit": "青岚新材料（演示）有限公司", "year": 2028, "fiscal": 8000000}, {"own": 0, "unit": "江枳学院（演示）", "year": 2027, "fiscal": 3200000}, {"own": 0, "unit": "江枳学院（演示）", "year": 2028, "fiscal": 2000000}], "basics.innovation_type": "integrated", "cover.host_institution": "青岚新材料（演示）有限公司", "basics.cooperation_form": "joint", "body.content_innovation": "一是植物油多元醇环氧开环与酯交换联合改性，提高官能度并降低黏度；二是复配泡孔调节剂与低温室效应发泡剂，细化泡孔、降低导热系数；三是连续发泡温度场与流量联动控制，保证批次稳定。创新点在于多元醇结构与泡孔结构的协同设计。", "basics.industry_academia": "university", "people.pi_representative_works": [{"kind": "发明专利", "year": 2023, "title": "低密度聚氨酯泡沫的制备方法"}, {"kind": "论文", "year": 2024, "title": "聚氨酯泡沫尺寸稳定性研究"}], "compliance.other_fiscal_support": "无其他财政资金支持。"}', 'person-suqing', '2026-03-10 02:00:00+00'),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 1, '{"cover.pi": "何苗", "body.risk": "主要风险是气候异常影响鉴定结果，拟设置三个不同海拔试验点并保留重复；根肿病抗性不足时采用轮作和生防措施补充。", "cover.term": {"to": "2028-06-30", "from": "2027-01-01"}, "ip.ip_plan": "新品系权益由申报单位与江枳学院（演示）按约定比例共有，申报单位享有优先推广权。", "body.market": "项目区域每年用种需求稳定，新品系推广后可带动机收服务，预计三年内推广面积达到五千亩。", "ip.ip_owned": [{"kind": "植物新品种权申请", "total": 2, "recent": 1, "related": 1}, {"kind": "实用新型专利", "total": 4, "recent": 2, "related": 1}], "people.team": [{"age": 34, "sex": "女", "duty": "杂交配组与鉴定", "name": "龚穗", "unit": "禾境农业科技（演示）有限公司", "field": "蔬菜学", "title": "农艺师"}, {"age": 41, "sex": "男", "duty": "抗病鉴定", "name": "谭垄", "unit": "禾境农业科技（演示）有限公司", "field": "植物保护", "title": "高级农艺师"}, {"age": 29, "sex": "男", "duty": "宜机化栽培试验", "name": "邹畦", "unit": "禾境农业科技（演示）有限公司", "field": "农业机械", "title": "助理农艺师"}], "basics.stage": "research", "body.summary": "项目针对青菜头人工收砍用工多、品种株型松散难以机收的问题，利用分子标记辅助选择与田间多点鉴定，选育紧凑型抗病新品系，配套直播、移栽和采收的宜机化栽培规程，支撑榨菜原料生产机械化。", "body.schedule": [{"to": "2027-05-31", "from": "2027-01-01", "task": "亲本鉴定、标记筛选与杂交配组", "result": "标记组合与组合清单"}, {"to": "2027-12-31", "from": "2027-06-01", "task": "加代选择与多点试种", "result": "高代品系与田间鉴定报告"}, {"to": "2028-06-30", "from": "2028-01-01", "task": "示范种植、测产与规程编制", "result": "示范测产报告与栽培规程"}], "basics.targets": [{"kind": "technical", "name": "选育新品系（个）", "method": "田间鉴定与品系登记材料", "target": "2"}, {"kind": "technical", "name": "瘤茎一次采收合格率（%）", "method": "现场测产", "target": "85"}, {"kind": "industrial", "name": "示范种植面积（亩）", "method": "现场核查", "target": "300"}, {"kind": "economic", "name": "亩均节约用工（个）", "method": "对比试验记录", "target": "3"}, {"kind": "social", "name": "培训种植户（人次）", "method": "签到与培训材料", "target": "200"}], "budget.sources": [{"amount": 20000000, "source": "requested"}, {"amount": 22000000, "source": "own"}], "cover.call_ref": "2027年度区级科技计划应用开发专项", "cover.filed_on": "2026-11-24", "body.foundation": "申报单位有育种试验地六十亩、种质材料一百二十余份，连续三年开展株型筛选，已获得紧凑型高代材料九份。联合单位江枳学院（演示）提供分子检测平台。", "budget.spending": [{"own": 6000000, "use": "小型直播机与田间测定仪器", "fiscal": 3000000, "subject": "equipment"}, {"own": 10000000, "use": "试验地、种质检测、农资与差旅", "fiscal": 10000000, "subject": "operating"}, {"own": 6000000, "use": "田间用工与专家咨询", "fiscal": 4000000, "subject": "labour"}, {"own": 0, "use": "管理费与绩效支出", "fiscal": 3000000, "subject": "indirect"}], "results.outputs": [{"kind": "新品系", "note": "紧凑型青菜头品系", "quantity": 2}, {"kind": "发明专利申请", "note": "分子标记引物组合", "quantity": 1}, {"kind": "技术规程", "note": "宜机化栽培技术规程", "quantity": 1}], "units.lead_unit": [{"kind": "企业", "name": "禾境农业科技（演示）有限公司", "uscc": "91000000YANLU00033", "phone": "000-00000000", "address": "涪陵区演示农业园2号", "contact": "田野"}], "basics.base_code": "ZC-01", "people.pi_detail": [{"duty": "总体方案与组织实施", "name": "何苗", "unit": "禾境农业科技（演示）有限公司", "field": "作物遗传育种", "title": "高级农艺师", "degree": "硕士"}], "results.economic": [{"tax": 500000, "year": 2027, "sales": 20000000, "profit": 3000000, "exports": 0}, {"tax": 1500000, "year": 2028, "sales": 60000000, "profit": 9000000, "exports": 0}], "body.state_of_art": "现有主栽品种产量和品质优良，但株型开展、瘤茎高度不一，机械采收损伤率高。国内茎瘤芥分子标记研究已有基础，尚缺少以宜机化为主要目标的品种。原料产区劳动力减少，种植户对宜机化品种需求迫切。", "compliance.ethics": false, "compliance.pledge": "本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。", "units.joint_units": [{"duty": "分子标记检测", "name": "江枳学院（演示）", "uscc": "12000000YANLU0006H", "share": 15}], "basics.trl_from_to": {"to": 6, "from": 3}, "compliance.secrecy": false, "cover.subject_name": "适宜机械化栽培的青菜头紧凑型新品种选育", "basics.overall_goal": "创制株型紧凑、瘤茎整齐、抗根肿病的青菜头育种材料，选育适宜机械化栽培的新品系，建立配套的宜机化栽培规程，并在区内开展示范种植。", "budget.by_unit_year": [{"own": 14000000, "unit": "禾境农业科技（演示）有限公司", "year": 2027, "fiscal": 11000000}, {"own": 8000000, "unit": "禾境农业科技（演示）有限公司", "year": 2028, "fiscal": 6000000}, {"own": 0, "unit": "江枳学院（演示）", "year": 2027, "fiscal": 2000000}, {"own": 0, "unit": "江枳学院（演示）", "year": 2028, "fiscal": 1000000}], "basics.innovation_type": "original", "cover.host_institution": "禾境农业科技（演示）有限公司", "basics.cooperation_form": "joint", "body.content_innovation": "一是建立株型、瘤茎高度和抗根肿病的标记组合；二是以紧凑型材料为亲本配制组合，开展双季加代和多点鉴定；三是提出行株距、整地和采收期的宜机化参数。创新点在于把采收机械的作业参数前移为育种目标。", "basics.industry_academia": "university", "people.pi_representative_works": [{"kind": "论文", "year": 2022, "title": "青菜头株型性状的遗传分析"}, {"kind": "种质材料", "year": 2024, "title": "紧凑型茎瘤芥高代材料"}], "compliance.other_fiscal_support": "无其他财政资金支持。"}', 'person-hemiao', '2026-03-18 04:00:00+00'),
	('01a2240f-2aa1-7404-90c8-5d7675038252', 1, '{"cover.pi": "魏钢", "body.risk": "主要风险是原料形态差异导致漏检，拟分原料等级建立模型并设置人工复检口；水剔损耗偏高时调整喷嘴与压力分级。", "cover.term": {"to": "2028-06-30", "from": "2027-01-01"}, "ip.ip_plan": "项目知识产权归申报单位所有，参与人员依法享有署名和奖励权利。", "body.market": "区内外榨菜和酱腌菜企业生产线改造需求明确，首批目标用户四家，单台售价约二十五万元。", "ip.ip_owned": [{"kind": "发明专利", "total": 9, "recent": 4, "related": 3}, {"kind": "软件著作权", "total": 14, "recent": 6, "related": 2}], "people.team": [{"age": 33, "sex": "男", "duty": "识别算法", "name": "秦锐", "unit": "岚枢智能装备（演示）有限公司", "field": "计算机视觉", "title": "工程师"}, {"age": 38, "sex": "男", "duty": "机构设计", "name": "彭衡", "unit": "岚枢智能装备（演示）有限公司", "field": "机械设计", "title": "高级工程师"}, {"age": 30, "sex": "女", "duty": "控制系统", "name": "康弦", "unit": "岚枢智能装备（演示）有限公司", "field": "自动化", "title": "工程师"}], "basics.stage": "lab", "body.summary": "项目针对榨菜加工看筋工序依赖人工、效率低且质量波动大的问题，研究多光谱成像下筋络特征识别、柔性定位和高压水剔除技术，研制一体化样机，在榨菜生产线完成应用验证。", "body.schedule": [{"to": "2027-06-30", "from": "2027-01-01", "task": "成像方案与识别模型研究", "result": "波段优选报告与动态识别模型"}, {"to": "2027-12-31", "from": "2027-07-01", "task": "机构设计与样机试制", "result": "一体化样机"}, {"to": "2028-06-30", "from": "2028-01-01", "task": "现场应用验证与改进", "result": "运行记录、测试报告与用户报告"}], "basics.targets": [{"kind": "technical", "name": "看筋识别准确率（%）", "method": "第三方测试报告", "target": "95"}, {"kind": "technical", "name": "单机处理能力（千克/小时）", "method": "现场测试", "target": "800"}, {"kind": "industrial", "name": "现场连续运行（小时）", "method": "运行记录与用户报告", "target": "500"}, {"kind": "economic", "name": "新增销售收入（万元）", "method": "财务专项核算", "target": "400"}, {"kind": "social", "name": "单线减少看筋用工（人）", "method": "用户证明", "target": "8"}], "budget.sources": [{"amount": 28000000, "source": "requested"}, {"amount": 35000000, "source": "own"}], "cover.call_ref": "2027年度区级科技计划应用开发专项", "cover.filed_on": "2026-11-24", "body.foundation": "申报单位具有机器视觉和非标自动化设计团队，已搭建静态成像平台，采集样本一万二千张，静态识别准确率达到九成。拥有装配车间和可靠性试验条件。", "budget.spending": [{"own": 15000000, "use": "多光谱相机与高压水系统", "fiscal": 8000000, "subject": "equipment"}, {"own": 12000000, "use": "机加工、元器件、测试化验与差旅", "fiscal": 11000000, "subject": "operating"}, {"own": 8000000, "use": "参与人员劳务与专家咨询", "fiscal": 4500000, "subject": "labour"}, {"own": 0, "use": "管理费与绩效支出", "fiscal": 4500000, "subject": "indirect"}], "results.outputs": [{"kind": "发明专利申请", "note": "波段优选与剔除控制", "quantity": 2}, {"kind": "软件著作权", "note": "看筋检测软件", "quantity": 1}, {"kind": "新产品", "note": "榨菜看筋剔筋一体机", "quantity": 1}], "units.lead_unit": [{"kind": "企业", "name": "岚枢智能装备（演示）有限公司", "uscc": "91000000YANLU00046", "phone": "000-00000000", "address": "涪陵区演示工业园7栋", "contact": "方磊"}], "basics.base_code": "ZC-03", "people.pi_detail": [{"duty": "总体方案与组织实施", "name": "魏钢", "unit": "岚枢智能装备（演示）有限公司", "field": "机械电子工程", "title": "正高级工程师", "degree": "硕士"}], "results.economic": [{"tax": 4000000, "year": 2027, "sales": 75000000, "profit": 9000000, "exports": 0}, {"tax": 19000000, "year": 2028, "sales": 325000000, "profit": 45000000, "exports": 0}], "body.state_of_art": "果蔬分选设备已广泛使用可见光视觉，但榨菜盐渍后色差小、筋络埋藏浅，通用设备误检率高。国内尚无成熟的榨菜看筋装备，企业普遍采用人工看筋，单线用工十人以上。", "compliance.ethics": false, "compliance.pledge": "本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。", "basics.trl_from_to": {"to": 7, "from": 4}, "compliance.secrecy": false, "cover.subject_name": "榨菜看筋视觉检测与自动剔筋设备研制", "basics.overall_goal": "研制基于多光谱成像的榨菜看筋检测与自动剔筋一体设备，替代人工看筋工序，形成可在生产线连续运行的样机并完成企业现场应用验证。", "budget.by_unit_year": [{"own": 22000000, "unit": "岚枢智能装备（演示）有限公司", "year": 2027, "fiscal": 18000000}, {"own": 13000000, "unit": "岚枢智能装备（演示）有限公司", "year": 2028, "fiscal": 10000000}], "basics.innovation_type": "integrated", "cover.host_institution": "岚枢智能装备（演示）有限公司", "basics.cooperation_form": "none", "body.content_innovation": "一是筛选对筋络敏感的近红外波段，建立小样本识别模型；二是设计柔性夹持与姿态归正机构；三是视觉与高压水剔除的时序联动控制。创新点在于以波段优选替代单纯加大模型规模，保证边缘端实时性。", "basics.industry_academia": "none", "people.pi_representative_works": [{"kind": "发明专利", "year": 2022, "title": "果蔬表面缺陷在线检测装置"}, {"kind": "论文", "year": 2023, "title": "食品加工柔性夹持机构设计"}], "compliance.other_fiscal_support": "无其他财政资金支持。"}', 'person-weigang', '2026-03-18 04:00:00+00'),
	('01a2240f-2ac8-724d-bb86-329963416a27', 1, '{"cover.pi": "云帆", "body.risk": "主要风险是企业设备老旧、接口不开放，拟提供外置传感方案；数据安全方面实行分级授权和本地存储优先。", "cover.term": {"to": "2028-06-30", "from": "2027-01-01"}, "ip.ip_plan": "项目知识产权归申报单位所有，示范企业享有使用权，企业数据归企业所有。", "body.market": "以按年订阅方式提供服务，首年目标用户十家，三年内扩展到区域内六十家企业。", "ip.ip_owned": [{"kind": "软件著作权", "total": 18, "recent": 9, "related": 4}, {"kind": "发明专利", "total": 2, "recent": 2, "related": 1}], "people.team": [{"age": 31, "sex": "男", "duty": "采集与边缘侧", "name": "于澈", "unit": "朔云数字科技（演示）有限公司", "field": "网络工程", "title": "工程师"}, {"age": 28, "sex": "女", "duty": "平台开发", "name": "段然", "unit": "朔云数字科技（演示）有限公司", "field": "软件工程", "title": "工程师"}, {"age": 35, "sex": "男", "duty": "企业示范", "name": "易程", "unit": "朔云数字科技（演示）有限公司", "field": "工业工程", "title": "项目经理"}], "basics.stage": "pilot", "body.summary": "项目围绕中小制造企业数据采集难、标识应用成本高的问题，研究协议自适应采集、轻量化标识注册解析和质量追溯应用，形成可按需订阅的平台，在装备和食品行业企业示范应用。", "body.schedule": [{"to": "2027-06-30", "from": "2027-01-01", "task": "协议识别与采集组件开发", "result": "采集组件与测试报告"}, {"to": "2027-12-31", "from": "2027-07-01", "task": "标识解析与追溯应用开发", "result": "平台试运行版本"}, {"to": "2028-06-30", "from": "2028-01-01", "task": "企业示范与优化", "result": "示范企业运行报告"}], "basics.targets": [{"kind": "technical", "name": "标识解析平均响应时间达标率（%）", "method": "第三方测试报告", "target": "99"}, {"kind": "technical", "name": "支持工业协议（种）", "method": "功能测试", "target": "12"}, {"kind": "industrial", "name": "接入示范企业（家）", "method": "接入协议与运行日志", "target": "10"}, {"kind": "economic", "name": "新增销售收入（万元）", "method": "财务专项核算", "target": "260"}, {"kind": "social", "name": "培训企业数字化人员（人次）", "method": "签到与培训材料", "target": "100"}], "budget.sources": [{"amount": 18000000, "source": "requested"}, {"amount": 18000000, "source": "own"}], "cover.call_ref": "2027年度区级科技计划应用开发专项", "cover.filed_on": "2026-11-24", "body.foundation": "申报单位已有数据采集网关和设备管理产品，服务制造企业二十余家，具备云平台运维和信息安全管理能力，平台原型已在两家企业试用。", "budget.spending": [{"own": 4000000, "use": "边缘网关与测试服务器", "fiscal": 2000000, "subject": "equipment"}, {"own": 6000000, "use": "测试化验、云资源、差旅与知识产权事务", "fiscal": 9000000, "subject": "operating"}, {"own": 8000000, "use": "参与人员劳务与专家咨询", "fiscal": 4000000, "subject": "labour"}, {"own": 0, "use": "管理费与绩效支出", "fiscal": 3000000, "subject": "indirect"}], "results.outputs": [{"kind": "软件著作权", "note": "采集、解析、追溯各一项", "quantity": 3}, {"kind": "发明专利申请", "note": "协议特征识别方法", "quantity": 1}, {"kind": "应用示范", "note": "示范企业", "quantity": 10}], "units.lead_unit": [{"kind": "企业", "name": "朔云数字科技（演示）有限公司", "uscc": "91000000YANLU00059", "phone": "000-00000000", "address": "涪陵区演示软件园3层", "contact": "许宁"}], "basics.base_code": "IT-01", "people.pi_detail": [{"duty": "总体方案与组织实施", "name": "云帆", "unit": "朔云数字科技（演示）有限公司", "field": "软件工程", "title": "工程师", "degree": "硕士"}], "results.economic": [{"tax": 5000000, "year": 2027, "sales": 80000000, "profit": 10000000, "exports": 0}, {"tax": 11000000, "year": 2028, "sales": 180000000, "profit": 24000000, "exports": 0}], "body.state_of_art": "标识解析体系已形成国家顶级节点和行业二级节点，大型企业应用较多，中小企业因设备协议杂、改造费用高而应用不足。轻量化、订阅式的标识应用是发展趋势，区内规上制造企业有明确改造计划。", "compliance.ethics": false, "compliance.pledge": "本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。", "basics.trl_from_to": {"to": 8, "from": 5}, "compliance.secrecy": false, "cover.subject_name": "面向中小制造企业的工业互联网标识解析应用平台", "basics.overall_goal": "面向中小制造企业开发轻量化标识解析应用平台，打通设备、物料和质量数据，支持与标识解析二级节点对接，并在区内企业开展应用示范。", "budget.by_unit_year": [{"own": 11000000, "unit": "朔云数字科技（演示）有限公司", "year": 2027, "fiscal": 12000000}, {"own": 7000000, "unit": "朔云数字科技（演示）有限公司", "year": 2028, "fiscal": 6000000}], "basics.innovation_type": "integrated", "cover.host_institution": "朔云数字科技（演示）有限公司", "basics.cooperation_form": "none", "body.content_innovation": "一是设备协议特征识别与采集模板自动匹配；二是边缘侧标识缓存与断网续传；三是面向质量追溯的低代码应用组件。创新点在于用协议特征识别减少现场配置工作量。", "basics.industry_academia": "none", "people.pi_representative_works": [{"kind": "软件著作权", "year": 2023, "title": "异构设备数据采集网关"}, {"kind": "论文", "year": 2024, "title": "中小企业设备联网实践"}], "compliance.other_fiscal_support": "无其他财政资金支持。"}', 'person-yunfan', '2026-03-18 04:00:00+00');
INSERT INTO public.event VALUES
	('01a2240f-2a03-710e-b696-98464628adef', 1, 'call', 'create', '', 'DRAFTING', 'officer', 'person-linzhou', 'org-bureau', '2026-03-02 01:00:00+00', '', '{"parties":{"code":"PC-2026-001","title":"2026年度区级应用开发项目"},"terms":{"cap_fen":30000000,"envelope_fen":300000000,"funding_mode":"budgeted","notice_rule":"dec.publicity.wd","organisation_mode":"standard","pack_code":"fuling","pack_hash":"e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2","pack_version":"2026.1","panel_size":5,"programme":"区级科技计划应用开发专项","rubric":"application_development","template":"application-development","topics":["ZC-01","ZC-02","ZC-03","ZC-04","SG-01","SG-02","TCM-01","TCM-02","TCM-03","TCM-04","NM-01","NM-02","NM-03","NM-04","NM-05","NM-06","IC-01","IC-02","IC-03","AM-01","AM-02","AM-03","AM-04","LS-01","LS-02","LS-03","IT-01","IT-02","IT-03","IT-04","IT-05","IT-06","IT-07","IT-08","MH-01","MH-02"],"window_days":30},"window":{}}', NULL, 'test-request-1', '\x', '\xaaed0b374bd4ac8a2766c0f4d20b8ea6705d2f57393dda423d6560a08dd83a7b'),
	('01a2240f-2a03-710e-b696-98464628adef', 2, 'call', 'consult', 'DRAFTING', 'CONSULTING', 'officer', 'person-linzhou', 'org-bureau', '2026-03-02 01:00:00+00', 'call.publicity.draft_guideline_days', '{"consultation":{"ends":"2026-03-09T01:00:00Z","opened_at":"2026-03-02T01:00:00Z"}}', NULL, 'test-request-2', '\xaaed0b374bd4ac8a2766c0f4d20b8ea6705d2f57393dda423d6560a08dd83a7b', '\x8e89f085b5cf2c289003bbd8a9071f765f8e96dfb7cb766a306e64e74666f44e'),
	('01a2240f-2a03-710e-b696-98464628adef', 3, 'call', 'approve_call', 'CONSULTING', 'APPROVED', 'director', 'person-heyuan', 'org-bureau', '2026-03-10 01:00:00+00', 'call.publicity.draft_guideline_days', '{"consultation":{"answers":"无不同意见","minutes":"局办纪要第3期"}}', NULL, 'test-request-3', '\x8e89f085b5cf2c289003bbd8a9071f765f8e96dfb7cb766a306e64e74666f44e', '\x8bd1c79cd3f8a52f85aaff312b693f8b1f03d4468ac0fe7df3bb18ce8fe031b1'),
	('01a2240f-2a03-710e-b696-98464628adef', 4, 'call', 'publish', 'APPROVED', 'PUBLISHED', 'officer', 'person-linzhou', 'org-bureau', '2026-03-10 01:00:00+00', 'call.window.min_days', '{"window":{"closes_at":"2026-04-09T02:00:00Z","opens_at":"2026-03-10T02:00:00Z","remind_at":"2026-04-02T02:00:00Z"}}', '\x5c02eec644d2c1866e0c5300b6bda7309a5727dbfa3c15e08f237e3d6714e45a', 'test-request-4', '\x8bd1c79cd3f8a52f85aaff312b693f8b1f03d4468ac0fe7df3bb18ce8fe031b1', '\x9fff0d8f9bc82f1b47a04e101f47b71d2d9caeeb5e23eaf952fa4feda4a194cc'),
	('01a2240f-2a03-710e-b696-98464628adef', 5, 'call', 'open', 'PUBLISHED', 'OPEN', 'system', NULL, NULL, '2026-03-10 02:00:00+00', '', '{}', NULL, 'test-request-5', '\x9fff0d8f9bc82f1b47a04e101f47b71d2d9caeeb5e23eaf952fa4feda4a194cc', '\xadaabbb69d94db19507168fbcd344deb674dbf1200d4fba5e95f39dd38234aee'),
	('01a2240f-2a2e-7584-af50-231473406b6c', 1, 'project', 'create', '', 'DRAFT', 'pi', 'person-suqing', 'org-qinglan', '2026-03-10 02:00:00+00', 'elig.unit.discredited_block', '{"parties":{"host_org":"org-qinglan","parent":"01a2240f-2a03-710e-b696-98464628adef","pi":"person-suqing","recommender_org":"org-tuijian","title":"示例项目1"}}', NULL, 'test-request-6', '\x', '\x01eb11704a7427c72dd67259176c4d58b417f8b05dbb7498dcb52d3adcc03674'),
	('01a2240f-2a2e-7584-af50-231473406b6c', 2, 'project', 'send_to_unit', 'DRAFT', 'UNIT_CHECK', 'pi', 'person-suqing', 'org-qinglan', '2026-03-10 02:00:00+00', '', '{"intake":{"draft_version":1,"pledged_at":"2026-03-10T02:00:00Z"}}', NULL, 'test-request-7', '\x01eb11704a7427c72dd67259176c4d58b417f8b05dbb7498dcb52d3adcc03674', '\x3fc0df932701c8d03eb22adb3e8a529e068b4cbbe3cd71cc6f4d641efd0f385f'),
	('01a2240f-2a2e-7584-af50-231473406b6c', 3, 'project', 'unit_approve', 'UNIT_CHECK', 'RECOMMENDING', 'institution', 'person-liangyue', 'org-qinglan', '2026-03-10 02:00:00+00', 'elig.unit.max_per_batch', '{"intake":{"defects":null,"draft_version":1,"months":18,"own_fen":40000000,"recommend_due":"2026-03-17T15:59:59.999999Z","recommend_late":null,"requested_fen":26000000,"targets":[{"name":"植物油多元醇替代率（%）","unit":"","value":"30"},{"name":"导热系数较现有产品降低（%）","unit":"","value":"8"},{"name":"示范线年产能（吨）","unit":"","value":"100"},{"name":"新增销售收入（万元）","unit":"","value":"600"},{"name":"带动就业（人）","unit":"","value":"6"}],"topic":"NM-02","unit_comments":null,"unit_opinion":"同意申报"}}', NULL, 'test-request-8', '\x3fc0df932701c8d03eb22adb3e8a529e068b4cbbe3cd71cc6f4d641efd0f385f', '\x21505afd04e465a85a8a2bf593797c867615cd93c91099117ce80d488b4c412a'),
	('01a2240f-2a2e-7584-af50-231473406b6c', 4, 'project', 'recommend', 'RECOMMENDING', 'SUBMITTED', 'recommender', 'person-lingsong', 'org-tuijian', '2026-03-10 02:00:00+00', 'intake.recommender_check_wd', '{"intake":{"content_hash":"e711930d9071ec3369ecf0e1ec70c5080d748cf248d62cfed8f841b0c829ca44","receipt":"SQ-2026-000001","recommendation":"同意推荐","submitted_at":"2026-03-10T02:00:00Z"},"parties":{"code":"SQ-2026-000001"}}', '\xe711930d9071ec3369ecf0e1ec70c5080d748cf248d62cfed8f841b0c829ca44', 'test-request-9', '\x21505afd04e465a85a8a2bf593797c867615cd93c91099117ce80d488b4c412a', '\xe0c3f00209c0b35a3d9ea819b51dbe5be30caae5f14c7fd5fdb94b0cceb1bcd7'),
	('01a2240f-2a2e-7584-af50-231473406b6c', 5, 'project', 'start_check', 'SUBMITTED', 'FORMAL_CHECK', 'officer', 'person-linzhou', 'org-bureau', '2026-03-10 02:00:00+00', 'intake.formal_check_wd', '{"intake":{"auto_checks":[{"en":"Required fields and formats are in order","ok":true,"rule":"form","zh":"必填项与格式检查通过"},{"en":"Limits, overdue projects, integrity and own funds are in order","ok":true,"rule":"elig","zh":"限项、逾期、诚信与自筹比例检查通过"}],"check_due":"2026-03-24T15:59:59.999999Z"}}', NULL, 'test-request-10', '\xe0c3f00209c0b35a3d9ea819b51dbe5be30caae5f14c7fd5fdb94b0cceb1bcd7', '\xd9212f2f9a24f136fd2deff00cdc1196ff07d7d4b4b2e8409c1ff1a0f56fe093'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 1, 'call', 'create', '', 'DRAFTING', 'officer', 'person-linzhou', 'org-bureau', '2026-03-10 03:00:00+00', '', '{"parties":{"code":"PC-2026-002","title":"2026年度区级应用开发项目"},"terms":{"cap_fen":30000000,"envelope_fen":300000000,"funding_mode":"budgeted","notice_rule":"dec.publicity.wd","organisation_mode":"standard","pack_code":"fuling","pack_hash":"e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2","pack_version":"2026.1","panel_size":5,"programme":"区级科技计划应用开发专项","rubric":"application_development","template":"application-development","topics":["ZC-01","ZC-02","ZC-03","ZC-04","SG-01","SG-02","TCM-01","TCM-02","TCM-03","TCM-04","NM-01","NM-02","NM-03","NM-04","NM-05","NM-06","IC-01","IC-02","IC-03","AM-01","AM-02","AM-03","AM-04","LS-01","LS-02","LS-03","IT-01","IT-02","IT-03","IT-04","IT-05","IT-06","IT-07","IT-08","MH-01","MH-02"],"window_days":30},"window":{}}', NULL, 'test-request-11', '\x', '\x1639a15a3368b33681580ef07c9a0f5e0fc3959ab78614f78d47209f1ed715a4'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 2, 'call', 'consult', 'DRAFTING', 'CONSULTING', 'officer', 'person-linzhou', 'org-bureau', '2026-03-10 03:00:00+00', 'call.publicity.draft_guideline_days', '{"consultation":{"ends":"2026-03-17T03:00:00Z","opened_at":"2026-03-10T03:00:00Z"}}', NULL, 'test-request-12', '\x1639a15a3368b33681580ef07c9a0f5e0fc3959ab78614f78d47209f1ed715a4', '\x743e8c4e0e49da5c65bc006eb3d422c2cfe7a87a0ce649ee0b4c479b6e068e4a'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 3, 'call', 'approve_call', 'CONSULTING', 'APPROVED', 'director', 'person-heyuan', 'org-bureau', '2026-03-18 03:00:00+00', 'call.publicity.draft_guideline_days', '{"consultation":{"answers":"无不同意见","minutes":"局办纪要第3期"}}', NULL, 'test-request-13', '\x743e8c4e0e49da5c65bc006eb3d422c2cfe7a87a0ce649ee0b4c479b6e068e4a', '\xa269578db753671319aa939cf56253ce80860276632d0a28fb842097cbd2ac2c'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, 'call', 'publish', 'APPROVED', 'PUBLISHED', 'officer', 'person-linzhou', 'org-bureau', '2026-03-18 03:00:00+00', 'call.window.min_days', '{"window":{"closes_at":"2026-04-17T04:00:00Z","opens_at":"2026-03-18T04:00:00Z","remind_at":"2026-04-10T04:00:00Z"}}', '\x508a827c1985a3c1edec609badb18da419a957566e655630b84c8aaf3369f56d', 'test-request-14', '\xa269578db753671319aa939cf56253ce80860276632d0a28fb842097cbd2ac2c', '\x9370ed965bef2c1f8d0601fa44c173d6b66a6a543c8e25415fde22aadf745d0a'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 5, 'call', 'open', 'PUBLISHED', 'OPEN', 'system', NULL, NULL, '2026-03-18 04:00:00+00', '', '{}', NULL, 'test-request-15', '\x9370ed965bef2c1f8d0601fa44c173d6b66a6a543c8e25415fde22aadf745d0a', '\x041daae91deb96f0bac65fb9922537d7651748a403cb96c357e54a4536fe81e9'),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 1, 'project', 'create', '', 'DRAFT', 'pi', 'person-hemiao', 'org-hejing', '2026-03-18 04:00:00+00', 'elig.unit.discredited_block', '{"parties":{"host_org":"org-hejing","parent":"01a2240f-2a5e-7102-b3e4-6aecfd048e0a","pi":"person-hemiao","recommender_org":"org-tuijian","title":"示例项目2"}}', NULL, 'test-request-16', '\x', '\x07bcab5ca4acd26003590c1745a15c5794a0da2dcc31f44775fd17ee25d938f4'),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 2, 'project', 'send_to_unit', 'DRAFT', 'UNIT_CHECK', 'pi', 'person-hemiao', 'org-hejing', '2026-03-18 04:00:00+00', '', '{"intake":{"draft_version":1,"pledged_at":"2026-03-18T04:00:00Z"}}', NULL, 'test-request-17', '\x07bcab5ca4acd26003590c1745a15c5794a0da2dcc31f44775fd17ee25d938f4', '\x67d61b8c52c75e61272f5b0eea4909875d6a778b78c518fd3bd8b4aaffbd9e7a'),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 3, 'project', 'unit_approve', 'UNIT_CHECK', 'RECOMMENDING', 'institution', 'person-tianye', 'org-hejing', '2026-03-18 04:00:00+00', 'elig.unit.max_per_batch', '{"intake":{"defects":null,"draft_version":1,"months":18,"own_fen":22000000,"recommend_due":"2026-03-25T15:59:59.999999Z","recommend_late":null,"requested_fen":20000000,"targets":[{"name":"选育新品系（个）","unit":"","value":"2"},{"name":"瘤茎一次采收合格率（%）","unit":"","value":"85"},{"name":"示范种植面积（亩）","unit":"","value":"300"},{"name":"亩均节约用工（个）","unit":"","value":"3"},{"name":"培训种植户（人次）","unit":"","value":"200"}],"topic":"ZC-01","unit_comments":null,"unit_opinion":"同意申报"}}', NULL, 'test-request-18', '\x67d61b8c52c75e61272f5b0eea4909875d6a778b78c518fd3bd8b4aaffbd9e7a', '\xf0da0862e4da06ade681e983256e4e8fac49e42defb640def667ffd3fcc36440'),
	('01a2240f-2a69-746f-a84f-ae1eb4c14f09', 4, 'project', 'recommend', 'RECOMMENDING', 'SUBMITTED', 'recommender', 'person-lingsong', 'org-tuijian', '2026-03-18 04:00:00+00', 'intake.recommender_check_wd', '{"intake":{"content_hash":"6058bad4a20252eb50252f22471ad0c673df68b1823cc369b6191ed2407377a8","receipt":"SQ-2026-000002","recommendation":"同意推荐","submitted_at":"2026-03-18T04:00:00Z"},"parties":{"code":"SQ-2026-000002"}}', '\x6058bad4a20252eb50252f22471ad0c673df68b1823cc369b6191ed2407377a8', 'test-request-19', '\xf0da0862e4da06ade681e983256e4e8fac49e42defb640def667ffd3fcc36440', '\xb56763b3462cec0ab5c12d968454332be507b22c37cf93452cc70ef77de8aa90'),
	('01a2240f-2aa1-7404-90c8-5d7675038252', 1, 'project', 'create', '', 'DRAFT', 'pi', 'person-weigang', 'org-lanshu', '2026-03-18 04:00:00+00', 'elig.unit.discredited_block', '{"parties":{"host_org":"org-lanshu","parent":"01a2240f-2a5e-7102-b3e4-6aecfd048e0a","pi":"person-weigang","recommender_org":"org-tuijian","title":"示例项目3"}}', NULL, 'test-request-20', '\x', '\xdd0bef3e6fc5a8b69c52c7b0e2e22b3e960d47ad085ac28292305ef78b7a1635'),
	('01a2240f-2ac8-724d-bb86-329963416a27', 1, 'project', 'create', '', 'DRAFT', 'pi', 'person-yunfan', 'org-shuoyun', '2026-03-18 04:00:00+00', 'elig.unit.discredited_block', '{"parties":{"host_org":"org-shuoyun","parent":"01a2240f-2a5e-7102-b3e4-6aecfd048e0a","pi":"person-yunfan","recommender_org":"org-tuijian","title":"示例项目4"}}', NULL, 'test-request-21', '\x', '\x4cc492478c924e6bcf192dc981e3055e2eb26d275da763aaade2edb6dcabe3c6'),
	('01a2240f-2ac8-724d-bb86-329963416a27', 2, 'project', 'send_to_unit', 'DRAFT', 'UNIT_CHECK', 'pi', 'person-yunfan', 'org-shuoyun', '2026-03-18 04:00:00+00', '', '{"intake":{"draft_version":1,"pledged_at":"2026-03-18T04:00:00Z"}}', NULL, 'test-request-22', '\x4cc492478c924e6bcf192dc981e3055e2eb26d275da763aaade2edb6dcabe3c6', '\x054dbd86ecf093b391f729b64af024ed6f1b73c6b8bf9099db4d78829894ebb1'),
	('01a2240f-2ac8-724d-bb86-329963416a27', 3, 'project', 'unit_approve', 'UNIT_CHECK', 'RECOMMENDING', 'institution', 'person-xuning', 'org-shuoyun', '2026-03-18 04:00:00+00', 'elig.unit.max_per_batch', '{"intake":{"defects":null,"draft_version":1,"months":18,"own_fen":18000000,"recommend_due":"2026-03-25T15:59:59.999999Z","recommend_late":null,"requested_fen":18000000,"targets":[{"name":"标识解析平均响应时间达标率（%）","unit":"","value":"99"},{"name":"支持工业协议（种）","unit":"","value":"12"},{"name":"接入示范企业（家）","unit":"","value":"10"},{"name":"新增销售收入（万元）","unit":"","value":"260"},{"name":"培训企业数字化人员（人次）","unit":"","value":"100"}],"topic":"IT-01","unit_comments":null,"unit_opinion":"同意申报"}}', NULL, 'test-request-23', '\x054dbd86ecf093b391f729b64af024ed6f1b73c6b8bf9099db4d78829894ebb1', '\x8e61b59a7dbdeefbf2f43c5a2db2af316b65bf0bbf9745345e152b10526ea9f0');
INSERT INTO public.goose_db_version VALUES
	(1, 0, true, '2026-11-28 21:28:09.746337'),
	(2, 1, true, '2026-11-28 21:28:09.759579'),
	(3, 2, true, '2026-11-28 21:28:09.765763'),
	(4, 3, true, '2026-11-28 21:28:09.817814'),
	(5, 4, true, '2026-11-28 21:28:09.834021'),
	(6, 5, true, '2026-11-28 21:28:09.892635'),
	(7, 6, true, '2026-11-28 21:28:09.91168');
INSERT INTO public.ledger_entry VALUES
	('01a2240f-2a03-710e-b696-98464628adef/4/1', 'treasury', -300000000, '01a2240f-2a03-710e-b696-98464628adef', 4, '2026-03-10 01:00:00+00'),
	('01a2240f-2a03-710e-b696-98464628adef/4/1', 'envelope:01a2240f-2a03-710e-b696-98464628adef', 300000000, '01a2240f-2a03-710e-b696-98464628adef', 4, '2026-03-10 01:00:00+00'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a/4/1', 'treasury', -300000000, '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, '2026-03-18 03:00:00+00'),
	('01a2240f-2a5e-7102-b3e4-6aecfd048e0a/4/1', 'envelope:01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 300000000, '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, '2026-03-18 03:00:00+00');
INSERT INTO public.lifecycle_state VALUES
	('need', 'DRAFT', false),
	('need', 'SUBMITTED', false),
	('need', 'RETURNED', false),
	('need', 'SCREENED', false),
	('need', 'MERGED', true),
	('need', 'IN_RESERVE', false),
	('need', 'IN_CALL', true),
	('need', 'DECLINED', true),
	('need', 'EXPIRED', true),
	('need', 'WITHDRAWN', true),
	('call', 'DRAFTING', false),
	('call', 'CONSULTING', false),
	('call', 'APPROVED', false),
	('call', 'PUBLISHED', false),
	('call', 'OPEN', false),
	('call', 'CLOSED', false),
	('call', 'IN_REVIEW', false),
	('call', 'DECIDED', false),
	('call', 'ARCHIVED', true),
	('call', 'CANCELLED', true),
	('project', 'DRAFT', false),
	('project', 'UNIT_CHECK', false),
	('project', 'RECOMMENDING', false),
	('project', 'SUBMITTED', false),
	('project', 'FORMAL_CHECK', false),
	('project', 'RETURNED', false),
	('project', 'NOT_ACCEPTED', false),
	('project', 'ACCEPTED', false),
	('project', 'UNDER_REVIEW', false),
	('project', 'REVIEWED', false),
	('project', 'SURVEY', false),
	('project', 'RECOMMENDED', false),
	('project', 'DECISION', false),
	('project', 'PUBLICITY', false),
	('project', 'OBJECTION', false),
	('project', 'RESERVE', false),
	('project', 'NOT_FUNDED', false),
	('project', 'WITHDRAWN', true),
	('project', 'EXPIRED', true),
	('project', 'AWARDED', false),
	('project', 'AGREEMENT_REVIEW', false),
	('project', 'ACTIVE', false),
	('project', 'CHANGE_PENDING', false),
	('project', 'SUSPENDED', false),
	('project', 'CLOSURE_DUE', false),
	('project', 'OVERDUE', false),
	('project', 'CLOSURE_REVIEW', false),
	('project', 'REMEDIATION', false),
	('project', 'PASSED', false),
	('project', 'SHORTFALL', false);
INSERT INTO public.lifecycle_state VALUES
	('project', 'NOT_PASSED', false),
	('project', 'TERMINATION_REVIEW', false),
	('project', 'TERMINATED', false),
	('project', 'REVOKED', false),
	('project', 'RECOVERY', false),
	('project', 'EXEMPTION_REVIEW', false),
	('project', 'ARCHIVED', true),
	('project', 'FORFEITED', true),
	('review', 'INVITED', false),
	('review', 'ACCEPTED', false),
	('review', 'SCORED', false),
	('review', 'LATE', true),
	('review', 'DECLINED', true),
	('review', 'RECUSED', true),
	('review', 'LAPSED', true),
	('review', 'INVALIDATED', true),
	('review', 'CANCELLED', true);
INSERT INTO public.lifecycle_transition VALUES
	('need', '', 'create', 'DRAFT', 'demander'),
	('need', 'DRAFT', 'submit', 'SUBMITTED', 'demander'),
	('need', 'DRAFT', 'withdraw', 'WITHDRAWN', 'demander'),
	('need', 'SUBMITTED', 'withdraw', 'WITHDRAWN', 'demander'),
	('need', 'SUBMITTED', 'return_need', 'RETURNED', 'officer'),
	('need', 'RETURNED', 'resubmit', 'SUBMITTED', 'demander'),
	('need', 'RETURNED', 'withdraw', 'WITHDRAWN', 'demander'),
	('need', 'SUBMITTED', 'screen', 'SCREENED', 'officer'),
	('need', 'SCREENED', 'merge', 'MERGED', 'officer'),
	('need', 'SCREENED', 'reserve_need', 'IN_RESERVE', 'officer'),
	('need', 'SCREENED', 'decline', 'DECLINED', 'officer'),
	('need', 'IN_RESERVE', 'select', 'IN_CALL', 'director'),
	('need', 'IN_RESERVE', 'expire', 'EXPIRED', 'system'),
	('call', '', 'create', 'DRAFTING', 'officer'),
	('call', 'DRAFTING', 'revise', 'DRAFTING', 'officer'),
	('call', 'DRAFTING', 'consult', 'CONSULTING', 'officer'),
	('call', 'CONSULTING', 'approve_call', 'APPROVED', 'director'),
	('call', 'APPROVED', 'publish', 'PUBLISHED', 'officer'),
	('call', 'PUBLISHED', 'open', 'OPEN', 'system'),
	('call', 'OPEN', 'extend', 'OPEN', 'director'),
	('call', 'OPEN', 'remind_drafts', 'OPEN', 'system'),
	('call', 'OPEN', 'close', 'CLOSED', 'system'),
	('call', 'CLOSED', 'start_review', 'IN_REVIEW', 'officer'),
	('call', 'IN_REVIEW', 'decide', 'DECIDED', 'director'),
	('call', 'DECIDED', 'archive_call', 'ARCHIVED', 'officer'),
	('call', 'DRAFTING', 'cancel', 'CANCELLED', 'director'),
	('call', 'CONSULTING', 'cancel', 'CANCELLED', 'director'),
	('call', 'APPROVED', 'cancel', 'CANCELLED', 'director'),
	('call', 'PUBLISHED', 'cancel', 'CANCELLED', 'director'),
	('call', 'OPEN', 'cancel', 'CANCELLED', 'director'),
	('project', '', 'create', 'DRAFT', 'pi'),
	('project', 'DRAFT', 'send_to_unit', 'UNIT_CHECK', 'pi'),
	('project', 'DRAFT', 'remind_draft', 'DRAFT', 'system'),
	('project', 'UNIT_CHECK', 'unit_return', 'DRAFT', 'institution'),
	('project', 'UNIT_CHECK', 'unit_approve', 'RECOMMENDING', 'institution'),
	('project', 'RECOMMENDING', 'recommend', 'SUBMITTED', 'recommender'),
	('project', 'RECOMMENDING', 'recommender_return', 'DRAFT', 'recommender'),
	('project', 'RECOMMENDING', 'escalate_recommendation', 'RECOMMENDING', 'system'),
	('project', 'SUBMITTED', 'start_check', 'FORMAL_CHECK', 'officer'),
	('project', 'FORMAL_CHECK', 'return_once', 'RETURNED', 'officer'),
	('project', 'RETURNED', 'resubmit', 'FORMAL_CHECK', 'pi'),
	('project', 'RETURNED', 'resubmit', 'FORMAL_CHECK', 'institution'),
	('project', 'RETURNED', 'lapse', 'NOT_ACCEPTED', 'system'),
	('project', 'FORMAL_CHECK', 'not_accept', 'NOT_ACCEPTED', 'officer'),
	('project', 'NOT_ACCEPTED', 'file_appeal', 'NOT_ACCEPTED', 'pi'),
	('project', 'NOT_ACCEPTED', 'file_appeal', 'NOT_ACCEPTED', 'institution'),
	('project', 'NOT_ACCEPTED', 'appeal_upheld', 'FORMAL_CHECK', 'director'),
	('project', 'NOT_ACCEPTED', 'appeal_dismissed', 'NOT_ACCEPTED', 'director'),
	('project', 'FORMAL_CHECK', 'accept', 'ACCEPTED', 'officer'),
	('project', 'DRAFT', 'miss_deadline', 'EXPIRED', 'system');
INSERT INTO public.lifecycle_transition VALUES
	('project', 'UNIT_CHECK', 'miss_deadline', 'EXPIRED', 'system'),
	('project', 'DRAFT', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'DRAFT', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'UNIT_CHECK', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'UNIT_CHECK', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'SUBMITTED', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'SUBMITTED', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'FORMAL_CHECK', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'FORMAL_CHECK', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'RETURNED', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'RETURNED', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'ACCEPTED', 'withdraw', 'WITHDRAWN', 'pi'),
	('project', 'ACCEPTED', 'withdraw', 'WITHDRAWN', 'institution'),
	('project', 'DRAFT', 'extend_deadline', 'DRAFT', 'director'),
	('project', 'UNIT_CHECK', 'extend_deadline', 'UNIT_CHECK', 'director'),
	('project', 'RETURNED', 'extend_deadline', 'RETURNED', 'director'),
	('project', 'AWARDED', 'extend_deadline', 'AWARDED', 'director'),
	('project', 'ACCEPTED', 'assign_review', 'UNDER_REVIEW', 'agency'),
	('project', 'UNDER_REVIEW', 'invite_more', 'UNDER_REVIEW', 'agency'),
	('project', 'UNDER_REVIEW', 'expert_recused', 'UNDER_REVIEW', 'agency'),
	('project', 'UNDER_REVIEW', 'expert_recused', 'UNDER_REVIEW', 'system'),
	('project', 'UNDER_REVIEW', 'panel_fails_quorum', 'UNDER_REVIEW', 'agency'),
	('project', 'UNDER_REVIEW', 'panel_fails_quorum', 'UNDER_REVIEW', 'system'),
	('project', 'UNDER_REVIEW', 'quorum_reached', 'UNDER_REVIEW', 'system'),
	('project', 'UNDER_REVIEW', 'close_review', 'REVIEWED', 'agency'),
	('project', 'REVIEWED', 'integrity_hit', 'NOT_FUNDED', 'discipline'),
	('project', 'REVIEWED', 'survey', 'SURVEY', 'officer'),
	('project', 'SURVEY', 'advise', 'RECOMMENDED', 'officer'),
	('project', 'REVIEWED', 'advise', 'RECOMMENDED', 'officer'),
	('project', 'REVIEWED', 'decline', 'NOT_FUNDED', 'officer'),
	('project', 'RECOMMENDED', 'table', 'DECISION', 'officer'),
	('project', 'DECISION', 'approve', 'PUBLICITY', 'director'),
	('project', 'DECISION', 'approve', 'PUBLICITY', 'party_group'),
	('project', 'DECISION', 'approve', 'PUBLICITY', 'leading_group'),
	('project', 'DECISION', 'send_back', 'RECOMMENDED', 'director'),
	('project', 'DECISION', 'send_back', 'RECOMMENDED', 'party_group'),
	('project', 'DECISION', 'send_back', 'RECOMMENDED', 'leading_group'),
	('project', 'DECISION', 'decline', 'NOT_FUNDED', 'director'),
	('project', 'DECISION', 'decline', 'NOT_FUNDED', 'party_group'),
	('project', 'DECISION', 'decline', 'NOT_FUNDED', 'leading_group'),
	('project', 'DECISION', 'reserve', 'RESERVE', 'director'),
	('project', 'DECISION', 'reserve', 'RESERVE', 'party_group'),
	('project', 'DECISION', 'reserve', 'RESERVE', 'leading_group'),
	('project', 'PUBLICITY', 'objection', 'OBJECTION', 'public'),
	('project', 'OBJECTION', 'objection', 'OBJECTION', 'public'),
	('project', 'OBJECTION', 'escalate_objection', 'OBJECTION', 'system'),
	('project', 'OBJECTION', 'dismiss', 'PUBLICITY', 'discipline'),
	('project', 'OBJECTION', 'dismiss', 'OBJECTION', 'discipline'),
	('project', 'OBJECTION', 'uphold', 'NOT_FUNDED', 'director'),
	('project', 'OBJECTION', 're_review', 'UNDER_REVIEW', 'director');
INSERT INTO public.lifecycle_transition VALUES
	('project', 'PUBLICITY', 'publicity_over', 'AWARDED', 'system'),
	('project', 'RESERVE', 'promote', 'PUBLICITY', 'director'),
	('project', 'RESERVE', 'reserve_lapse', 'NOT_FUNDED', 'system'),
	('project', 'NOT_FUNDED', 'file_appeal', 'NOT_FUNDED', 'pi'),
	('project', 'NOT_FUNDED', 'file_appeal', 'NOT_FUNDED', 'institution'),
	('project', 'NOT_FUNDED', 'appeal_upheld', 'UNDER_REVIEW', 'discipline'),
	('project', 'NOT_FUNDED', 'appeal_dismissed', 'NOT_FUNDED', 'discipline'),
	('project', 'AWARDED', 'remind_agreement', 'AWARDED', 'system'),
	('project', 'AWARDED', 'submit_agreement', 'AGREEMENT_REVIEW', 'pi'),
	('project', 'AWARDED', 'forfeit', 'FORFEITED', 'system'),
	('project', 'AWARDED', 'forfeit', 'FORFEITED', 'institution'),
	('project', 'AWARDED', 'forfeit', 'FORFEITED', 'pi'),
	('project', 'AGREEMENT_REVIEW', 'return_agreement', 'AWARDED', 'officer'),
	('project', 'AGREEMENT_REVIEW', 'sign', 'ACTIVE', 'director'),
	('project', 'ACTIVE', 'pay', 'ACTIVE', 'finance'),
	('project', 'ACTIVE', 'report_progress', 'ACTIVE', 'pi'),
	('project', 'ACTIVE', 'request_change', 'CHANGE_PENDING', 'pi'),
	('project', 'CHANGE_PENDING', 'approve_change', 'ACTIVE', 'officer'),
	('project', 'CHANGE_PENDING', 'approve_change', 'ACTIVE', 'director'),
	('project', 'CHANGE_PENDING', 'refuse_change', 'ACTIVE', 'officer'),
	('project', 'CHANGE_PENDING', 'withdraw_change', 'ACTIVE', 'pi'),
	('project', 'CHANGE_PENDING', 'escalate_change', 'CHANGE_PENDING', 'system'),
	('project', 'ACTIVE', 'notify_route_change', 'ACTIVE', 'pi'),
	('project', 'ACTIVE', 'suspend', 'SUSPENDED', 'director'),
	('project', 'SUSPENDED', 'resume', 'ACTIVE', 'director'),
	('project', 'SUSPENDED', 'escalate_suspension', 'SUSPENDED', 'system'),
	('project', 'SUSPENDED', 'to_termination', 'TERMINATION_REVIEW', 'director'),
	('project', 'ACTIVE', 'warn_term', 'ACTIVE', 'system'),
	('project', 'ACTIVE', 'term_ends', 'CLOSURE_DUE', 'system'),
	('project', 'ACTIVE', 'early_closure', 'CLOSURE_REVIEW', 'pi'),
	('project', 'ACTIVE', 'request_termination', 'TERMINATION_REVIEW', 'institution'),
	('project', 'ACTIVE', 'request_termination', 'TERMINATION_REVIEW', 'officer'),
	('project', 'CLOSURE_DUE', 'submit_closure', 'CLOSURE_REVIEW', 'pi'),
	('project', 'CLOSURE_DUE', 'overdue', 'OVERDUE', 'system'),
	('project', 'OVERDUE', 'submit_closure', 'CLOSURE_REVIEW', 'pi'),
	('project', 'OVERDUE', 'force_termination', 'TERMINATION_REVIEW', 'officer'),
	('project', 'OVERDUE', 'request_termination', 'TERMINATION_REVIEW', 'institution'),
	('project', 'OVERDUE', 'request_termination', 'TERMINATION_REVIEW', 'officer'),
	('project', 'CLOSURE_REVIEW', 'appoint_panel', 'CLOSURE_REVIEW', 'officer'),
	('project', 'CLOSURE_REVIEW', 'return_materials', 'CLOSURE_DUE', 'officer'),
	('project', 'CLOSURE_REVIEW', 'pass', 'PASSED', 'chair'),
	('project', 'CLOSURE_REVIEW', 'shortfall', 'SHORTFALL', 'chair'),
	('project', 'CLOSURE_REVIEW', 'remediate', 'REMEDIATION', 'chair'),
	('project', 'REMEDIATION', 'resubmit_closure', 'CLOSURE_REVIEW', 'pi'),
	('project', 'REMEDIATION', 'lapse', 'NOT_PASSED', 'system'),
	('project', 'CLOSURE_REVIEW', 'fail', 'NOT_PASSED', 'chair'),
	('project', 'NOT_PASSED', 'file_appeal', 'NOT_PASSED', 'pi'),
	('project', 'NOT_PASSED', 'file_appeal', 'NOT_PASSED', 'institution'),
	('project', 'NOT_PASSED', 'appeal_upheld', 'CLOSURE_REVIEW', 'director'),
	('project', 'NOT_PASSED', 'appeal_dismissed', 'NOT_PASSED', 'director');
INSERT INTO public.lifecycle_transition VALUES
	('project', 'NOT_PASSED', 'claim_exemption', 'EXEMPTION_REVIEW', 'pi'),
	('project', 'NOT_PASSED', 'claim_exemption', 'EXEMPTION_REVIEW', 'institution'),
	('project', 'TERMINATED', 'claim_exemption', 'EXEMPTION_REVIEW', 'pi'),
	('project', 'TERMINATED', 'claim_exemption', 'EXEMPTION_REVIEW', 'institution'),
	('project', 'EXEMPTION_REVIEW', 'grant_exemption', 'SHORTFALL', 'party_group'),
	('project', 'EXEMPTION_REVIEW', 'refuse_exemption', 'RECOVERY', 'party_group'),
	('project', 'TERMINATION_REVIEW', 'return_termination', 'TERMINATION_REVIEW', 'officer'),
	('project', 'TERMINATION_REVIEW', 'approve_termination', 'TERMINATED', 'director'),
	('project', 'TERMINATION_REVIEW', 'approve_termination', 'TERMINATED', 'party_group'),
	('project', 'TERMINATION_REVIEW', 'refuse_termination', 'ACTIVE', 'director'),
	('project', 'TERMINATION_REVIEW', 'refuse_termination', 'OVERDUE', 'director'),
	('project', 'TERMINATION_REVIEW', 'refuse_termination', 'SUSPENDED', 'director'),
	('project', 'TERMINATED', 'recover', 'RECOVERY', 'finance'),
	('project', 'REVOKED', 'recover', 'RECOVERY', 'finance'),
	('project', 'NOT_PASSED', 'recover', 'RECOVERY', 'finance'),
	('project', 'RECOVERY', 'dun', 'RECOVERY', 'finance'),
	('project', 'RECOVERY', 'dun', 'RECOVERY', 'system'),
	('project', 'RECOVERY', 'paid_back', 'ARCHIVED', 'finance'),
	('project', 'PASSED', 'archive', 'ARCHIVED', 'officer'),
	('project', 'SHORTFALL', 'archive', 'ARCHIVED', 'officer'),
	('project', 'PASSED', 'follow_on', 'PASSED', 'pi'),
	('project', 'AWARDED', 'revoke', 'REVOKED', 'party_group'),
	('project', 'AGREEMENT_REVIEW', 'revoke', 'REVOKED', 'party_group'),
	('project', 'ACTIVE', 'revoke', 'REVOKED', 'party_group'),
	('project', 'CHANGE_PENDING', 'revoke', 'REVOKED', 'party_group'),
	('project', 'SUSPENDED', 'revoke', 'REVOKED', 'party_group'),
	('project', 'CLOSURE_DUE', 'revoke', 'REVOKED', 'party_group'),
	('project', 'OVERDUE', 'revoke', 'REVOKED', 'party_group'),
	('project', 'CLOSURE_REVIEW', 'revoke', 'REVOKED', 'party_group'),
	('project', 'PASSED', 'revoke', 'REVOKED', 'party_group'),
	('project', 'SHORTFALL', 'revoke', 'REVOKED', 'party_group'),
	('review', '', 'create', 'INVITED', 'agency'),
	('review', 'INVITED', 'accept_review', 'ACCEPTED', 'reviewer'),
	('review', 'INVITED', 'decline_review', 'DECLINED', 'reviewer'),
	('review', 'INVITED', 'recuse', 'RECUSED', 'reviewer'),
	('review', 'INVITED', 'recuse', 'RECUSED', 'agency'),
	('review', 'ACCEPTED', 'recuse', 'RECUSED', 'reviewer'),
	('review', 'ACCEPTED', 'recuse', 'RECUSED', 'agency'),
	('review', 'INVITED', 'remind_reviewer', 'INVITED', 'system'),
	('review', 'ACCEPTED', 'remind_reviewer', 'ACCEPTED', 'system'),
	('review', 'INVITED', 'lapse_review', 'LAPSED', 'system'),
	('review', 'ACCEPTED', 'score', 'SCORED', 'reviewer'),
	('review', 'ACCEPTED', 'run_late', 'LATE', 'system'),
	('review', 'LATE', 'note_late', 'LATE', 'reviewer'),
	('review', 'SCORED', 'invalidate', 'INVALIDATED', 'agency'),
	('review', 'INVITED', 'cancel_review', 'CANCELLED', 'agency'),
	('review', 'INVITED', 'cancel_review', 'CANCELLED', 'system'),
	('review', 'ACCEPTED', 'cancel_review', 'CANCELLED', 'agency'),
	('review', 'ACCEPTED', 'cancel_review', 'CANCELLED', 'system');
INSERT INTO public.organisation VALUES
	('org-bureau', '11000000YANLU00015', '涪陵区科技局（演示）', 'Fuling District Science and Technology Bureau (demo)', 'bureau', true, '1997-06-01', true, '涪陵区演示大道1号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-qinglan', '91000000YANLU00020', '青岚新材料（演示）有限公司', 'Qinglan New Materials (demo) Co., Ltd.', 'enterprise', true, '2012-03-16', true, '涪陵区演示工业园1栋', '演示银行 0000 0000 0002', '2026-11-28 21:28:23.272249+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-hejing', '91000000YANLU00033', '禾境农业科技（演示）有限公司', 'Hejing Agricultural Technology (demo) Co., Ltd.', 'enterprise', true, '2015-09-08', true, '涪陵区演示农业园2号', '演示银行 0000 0000 0003', '2026-11-28 21:28:23.272654+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-lanshu', '91000000YANLU00046', '岚枢智能装备（演示）有限公司', 'Lanshu Intelligent Equipment (demo) Co., Ltd.', 'enterprise', true, '2017-05-22', true, '涪陵区演示工业园7栋', '演示银行 0000 0000 0004', '2026-11-28 21:28:23.272918+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-shuoyun', '91000000YANLU00059', '朔云数字科技（演示）有限公司', 'Shuoyun Digital Technology (demo) Co., Ltd.', 'enterprise', true, '2019-11-05', true, '涪陵区演示软件园3层', '演示银行 0000 0000 0005', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-jiangzhi', '12000000YANLU0006H', '江枳学院（演示）', 'Jiangzhi University (demo)', 'university', true, '2001-07-01', true, '涪陵区演示学府路10号', '演示银行 0000 0000 0006', '2026-11-28 21:28:23.273545+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-anzhi', '12000000YANLU0007L', '安枳医院（演示）', 'Anzhi Hospital (demo)', 'hospital', true, '1998-04-18', true, '涪陵区演示健康路20号', '演示银行 0000 0000 0007', '2026-11-28 21:28:23.273741+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-tuijian', '51000000YANLU0008N', '涪陵科技创新促进会（演示）', 'Fuling Innovation Promotion Association (demo)', 'association', true, '2009-10-12', true, '涪陵区演示大道3号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-chanyan', '12000000YANLU0009T', '枳城产业技术研究所（演示）', 'Zhicheng Institute of Industrial Technology (demo)', 'institute', true, '2014-02-27', true, '涪陵区演示大道5号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-hengping', '91000000YANLU0010T', '衡评科技咨询（演示）有限公司', 'Hengping Science Consulting (demo) Co., Ltd.', 'agency', true, '2011-08-30', false, '演示市评估街8号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-mingjian', '91000000YANLU0011X', '明鉴项目评估（演示）有限公司', 'Mingjian Project Evaluation (demo) Co., Ltd.', 'agency', true, '2013-12-19', false, '演示市评估街18号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-wujiangcai', '91000000YANLU00121', '乌峡酱菜（演示）有限公司', 'Wuxia Pickles (demo) Co., Ltd.', 'enterprise', true, '2006-04-03', true, '涪陵区演示食品园6号', '演示银行 0000 0000 0012', '2026-11-28 21:28:23.274773+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-baishan', '91000000YANLU00134', '柏汕化工（演示）有限公司', 'Baishan Chemicals (demo) Co., Ltd.', 'enterprise', true, '2008-01-25', true, '涪陵区演示化工园9号', '演示银行 0000 0000 0013', '2026-11-28 21:28:23.274956+00', NULL, '2026-11-28 21:28:23.203022+00'),
	('org-dongyu', '12000000YANLU0014C', '东屿大学（演示）', 'Dongyu University (demo)', 'university', true, '1995-01-01', false, '演示市学研路1号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-xiling', '12000000YANLU0015F', '西岭理工学院（演示）', 'Xiling Institute of Technology (demo)', 'university', true, '1996-02-06', false, '演示市学研路2号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-nanpu', '12000000YANLU0016J', '南浦农业大学（演示）', 'Nanpu Agricultural University (demo)', 'university', true, '1997-03-11', false, '演示市学研路3号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-beichuan', '12000000YANLU0017M', '北汌医科大学（演示）', 'Beichuan Medical University (demo)', 'university', true, '1998-04-16', false, '演示市学研路4号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-zhongyuan', '12000000YANLU0018Q', '中沅信息研究院（演示）', 'Zhongyuan Institute of Informatics (demo)', 'institute', true, '1999-05-21', false, '演示市学研路5号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-yunheng', '12000000YANLU0019U', '云衡材料研究所（演示）', 'Yunheng Institute of Materials (demo)', 'institute', true, '2000-06-26', false, '演示市学研路6号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-lujing', '12000000YANLU00201', '麓境食品研究院（演示）', 'Lujing Institute of Food Science (demo)', 'institute', true, '2001-07-04', false, '演示市学研路7号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-caiheng', '12000000YANLU00214', '财衡大学（演示）', 'Caiheng University of Finance (demo)', 'university', true, '2002-08-09', false, '演示市学研路8号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-tianqu', '12000000YANLU00227', '天渠能源研究院（演示）', 'Tianqu Energy Institute (demo)', 'institute', true, '2003-09-14', false, '演示市学研路9号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-mingchuan', '12000000YANLU0023A', '明川中医药大学（演示）', 'Mingchuan University of Chinese Medicine (demo)', 'university', true, '2004-10-19', false, '演示市学研路10号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-qiaozhu', '12000000YANLU0024D', '桥筑建筑大学（演示）', 'Qiaozhu University of Architecture (demo)', 'university', true, '2005-11-24', false, '演示市学研路11号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-xinghe', '91000000YANLU0025B', '星禾装备（演示）有限公司', 'Xinghe Equipment (demo) Co., Ltd.', 'enterprise', true, '2006-12-02', false, '演示市学研路12号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-hengxin', '91000000YANLU0026E', '衡信会计师事务所（演示）有限公司', 'Hengxin Accountants (demo) Co., Ltd.', 'enterprise', true, '2007-01-07', false, '演示市学研路13号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('org-haoshu', '91000000YANLU0027H', '昊数科技（演示）有限公司', 'Haoshu Technology (demo) Co., Ltd.', 'enterprise', true, '2008-02-12', false, '演示市学研路14号', '', NULL, NULL, '2026-11-28 21:28:23.203022+00');
INSERT INTO public.outbox OVERRIDING SYSTEM VALUE VALUES
	(1, 'call', '01a2240f-2a03-710e-b696-98464628adef', 1, '2026-03-02 01:00:00+00'),
	(2, 'call', '01a2240f-2a03-710e-b696-98464628adef', 2, '2026-03-02 01:00:00+00'),
	(3, 'call', '01a2240f-2a03-710e-b696-98464628adef', 3, '2026-03-10 01:00:00+00'),
	(4, 'call', '01a2240f-2a03-710e-b696-98464628adef', 4, '2026-03-10 01:00:00+00'),
	(5, 'call', '01a2240f-2a03-710e-b696-98464628adef', 5, '2026-03-10 02:00:00+00'),
	(6, 'project', '01a2240f-2a2e-7584-af50-231473406b6c', 1, '2026-03-10 02:00:00+00'),
	(7, 'project', '01a2240f-2a2e-7584-af50-231473406b6c', 2, '2026-03-10 02:00:00+00'),
	(8, 'project', '01a2240f-2a2e-7584-af50-231473406b6c', 3, '2026-03-10 02:00:00+00'),
	(9, 'project', '01a2240f-2a2e-7584-af50-231473406b6c', 4, '2026-03-10 02:00:00+00'),
	(10, 'project', '01a2240f-2a2e-7584-af50-231473406b6c', 5, '2026-03-10 02:00:00+00'),
	(11, 'call', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 1, '2026-03-10 03:00:00+00'),
	(12, 'call', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 2, '2026-03-10 03:00:00+00'),
	(13, 'call', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 3, '2026-03-18 03:00:00+00'),
	(14, 'call', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, '2026-03-18 03:00:00+00'),
	(15, 'call', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 5, '2026-03-18 04:00:00+00'),
	(16, 'project', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 1, '2026-03-18 04:00:00+00'),
	(17, 'project', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 2, '2026-03-18 04:00:00+00'),
	(18, 'project', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 3, '2026-03-18 04:00:00+00'),
	(19, 'project', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 4, '2026-03-18 04:00:00+00'),
	(20, 'project', '01a2240f-2aa1-7404-90c8-5d7675038252', 1, '2026-03-18 04:00:00+00'),
	(21, 'project', '01a2240f-2ac8-724d-bb86-329963416a27', 1, '2026-03-18 04:00:00+00'),
	(22, 'project', '01a2240f-2ac8-724d-bb86-329963416a27', 2, '2026-03-18 04:00:00+00'),
	(23, 'project', '01a2240f-2ac8-724d-bb86-329963416a27', 3, '2026-03-18 04:00:00+00');
INSERT INTO public.person VALUES
	('person-linzhou', 'linzhou', '林舟', 'linzhou@example.invalid', '', '', '1984-03-12', '科技管理科科长', '硕士', '{项目管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-zhaowen', 'zhaowen', '赵雯', 'zhaowen@example.invalid', '', '', '1993-11-20', '科技管理科科员', '硕士', '{项目管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-heyuan', 'heyuan', '何远', 'heyuan@example.invalid', '', '', '1974-09-01', '局长', '硕士', '{科技管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-tangmin', 'tangmin', '唐敏', 'tangmin@example.invalid', '', '', '1976-05-16', '局党组成员', '硕士', '{科技管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-dengke', 'dengke', '邓可', 'dengke@example.invalid', '', '', '1980-02-07', '区科技领导小组办公室联络员', '硕士', '{科技管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-qianhui', 'qianhui', '钱惠', 'qianhui@example.invalid', '', '', '1982-07-23', '财务科科长', '本科', '{财务管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-zhengyan', 'zhengyan', '郑严', 'zhengyan@example.invalid', '', '', '1978-12-15', '纪检监督员', '本科', '{纪检监督}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-shenji', 'shenji', '沈稽', 'shenji@example.invalid', '', '', '1985-10-10', '内审员', '本科', '{审计}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-guanli', 'guanli', '管立', 'guanli@example.invalid', '', '', '1990-06-18', '系统管理员', '本科', '{信息化}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-suqing', 'suqing', '苏青', 'suqing@example.invalid', '', '', '1985-04-09', '高级工程师', '博士', '{聚氨酯,高分子合成}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-hemiao', 'hemiao', '何苗', 'hemiao@example.invalid', '', '', '1983-08-27', '高级农艺师', '硕士', '{青菜头育种,栽培}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-weigang', 'weigang', '魏钢', 'weigang@example.invalid', '', '', '1979-01-30', '正高级工程师', '硕士', '{智能制造,机器视觉}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-yunfan', 'yunfan', '云帆', 'yunfan@example.invalid', '', '', '1990-12-03', '工程师', '硕士', '{工业互联网,大数据}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-zhouzhi', 'zhouzhi', '周枳', 'zhouzhi@example.invalid', '', '', '1986-06-11', '副教授', '博士', '{中药质量控制,分析化学}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-anran', 'anran', '安然', 'anran@example.invalid', '', '', '1977-10-22', '主任医师', '博士', '{心脑血管,慢病管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-liangyue', 'liangyue', '梁越', 'liangyue@example.invalid', '', '', '1988-03-05', '科研管理部经理', '本科', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-tianye', 'tianye', '田野', 'tianye@example.invalid', '', '', '1987-09-14', '项目部经理', '本科', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-fanglei', 'fanglei', '方磊', 'fanglei@example.invalid', '', '', '1981-11-28', '技术中心主任', '硕士', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-xuning', 'xuning', '许宁', 'xuning@example.invalid', '', '', '1991-02-19', '综合部经理', '本科', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-songwen', 'songwen', '宋文', 'songwen@example.invalid', '', '', '1975-07-07', '科研处处长', '博士', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-jiangning', 'jiangning', '江宁', 'jiangning@example.invalid', '', '', '1980-05-31', '科教科科长', '硕士', '{科研管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-lingsong', 'lingsong', '凌松', 'lingsong@example.invalid', '', '', '1978-04-17', '秘书长', '硕士', '{产业促进}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-yanchan', 'yanchan', '严婵', 'yanchan@example.invalid', '', '', '1982-10-06', '规划室主任', '博士', '{产业技术}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-jiangwei', 'jiangwei', '蒋味', 'jiangwei@example.invalid', '', '', '1979-08-08', '技术总监', '硕士', '{酱腌菜加工}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-baihua', 'baihua', '柏桦', 'baihua@example.invalid', '', '', '1976-12-24', '总工程师', '硕士', '{化工工艺}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-pingheng', 'pingheng', '平衡', 'pingheng@example.invalid', '', '', '1986-01-15', '项目经理', '硕士', '{项目评审}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-dingjian', 'dingjian', '丁鉴', 'dingjian@example.invalid', '', '', '1989-05-04', '评审部主管', '硕士', '{项目评审}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-luzhiyuan', 'luzhiyuan', '陆知远', 'luzhiyuan@example.invalid', '', '', '1971-02-14', '教授', '博士', '{高分子材料,聚氨酯}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-guqinghe', 'guqinghe', '顾清和', 'guqinghe@example.invalid', '', '', '1973-08-03', '教授', '博士', '{机械工程,智能制造}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-shensuining', 'shensuining', '沈穗宁', 'shensuining@example.invalid', '', '', '1970-05-27', '教授', '博士', '{作物育种,蔬菜栽培}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-hanruoxi', 'hanruoxi', '韩若溪', 'hanruoxi@example.invalid', '', '', '1974-12-09', '教授', '博士', '{临床医学,慢病管理}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-wenyiheng', 'wenyiheng', '温以恒', 'wenyiheng@example.invalid', '', '', '1976-03-21', '研究员', '博士', '{工业互联网,大数据}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-jiangyanzhou', 'jiangyanzhou', '姜砚舟', 'jiangyanzhou@example.invalid', '', '', '1972-10-30', '研究员', '博士', '{前沿材料,复合材料}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-baizhiyan', 'baizhiyan', '白芷言', 'baizhiyan@example.invalid', '', '', '1975-07-18', '正高级工程师', '硕士', '{食品工程,发酵工程}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-qianshenzhi', 'qianshenzhi', '钱慎之', 'qianshenzhi@example.invalid', '', '', '1970-11-11', '教授', '博士', '{财务管理,科技经费}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-luoyuanshan', 'luoyuanshan', '罗远山', 'luoyuanshan@example.invalid', '', '', '1977-01-06', '研究员', '博士', '{页岩气,油气装备}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-subanxia', 'subanxia', '苏半夏', 'subanxia@example.invalid', '', '', '1973-04-25', '教授', '博士', '{中药学,质量控制}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-shituojiang', 'shituojiang', '石拓疆', 'shituojiang@example.invalid', '', '', '1981-09-13', '副教授', '博士', '{智能建造,建筑信息模型}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-fangqicheng', 'fangqicheng', '方启程', 'fangqicheng@example.invalid', '', '', '1974-06-02', '正高级工程师', '硕士', '{精密制造,产业化}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-mengzhishu', 'mengzhishu', '孟知数', 'mengzhishu@example.invalid', '', '', '1979-02-28', '高级工程师', '硕士', '{财务审计,科技经费}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00'),
	('person-yantinglan', 'yantinglan', '严听澜', 'yantinglan@example.invalid', '', '', '1982-08-16', '高级工程师', '博士', '{人工智能,软件工程}', '$argon2id$v=19$m=19456,t=2,p=1$ZPhQjxQ6kicm+o71KiHvSQ$vCGHyq4dVHuZ/sbpe5Z1n2R5WXadjxZBrdxoRcXkFAY', true, NULL, NULL, '2026-11-28 21:28:23.203022+00');
INSERT INTO public.role_grant VALUES
	('person-linzhou', 'org-bureau', 'officer', NULL, '2026-11-28 21:28:23.278481+00'),
	('person-zhaowen', 'org-bureau', 'officer', NULL, '2026-11-28 21:28:23.284031+00'),
	('person-heyuan', 'org-bureau', 'director', NULL, '2026-11-28 21:28:23.284636+00'),
	('person-tangmin', 'org-bureau', 'party_group', NULL, '2026-11-28 21:28:23.285138+00'),
	('person-dengke', 'org-bureau', 'leading_group', NULL, '2026-11-28 21:28:23.285675+00'),
	('person-qianhui', 'org-bureau', 'finance', NULL, '2026-11-28 21:28:23.286143+00'),
	('person-zhengyan', 'org-bureau', 'discipline', NULL, '2026-11-28 21:28:23.286522+00'),
	('person-shenji', 'org-bureau', 'auditor', NULL, '2026-11-28 21:28:23.286796+00'),
	('person-guanli', 'org-bureau', 'admin', NULL, '2026-11-28 21:28:23.28711+00'),
	('person-suqing', 'org-qinglan', 'pi', NULL, '2026-11-28 21:28:23.287527+00'),
	('person-hemiao', 'org-hejing', 'pi', NULL, '2026-11-28 21:28:23.287797+00'),
	('person-weigang', 'org-lanshu', 'pi', NULL, '2026-11-28 21:28:23.288048+00'),
	('person-yunfan', 'org-shuoyun', 'pi', NULL, '2026-11-28 21:28:23.288219+00'),
	('person-zhouzhi', 'org-jiangzhi', 'pi', NULL, '2026-11-28 21:28:23.28845+00'),
	('person-anran', 'org-anzhi', 'pi', NULL, '2026-11-28 21:28:23.288631+00'),
	('person-liangyue', 'org-qinglan', 'institution', NULL, '2026-11-28 21:28:23.288833+00'),
	('person-tianye', 'org-hejing', 'institution', NULL, '2026-11-28 21:28:23.289029+00'),
	('person-fanglei', 'org-lanshu', 'institution', NULL, '2026-11-28 21:28:23.289214+00'),
	('person-xuning', 'org-shuoyun', 'institution', NULL, '2026-11-28 21:28:23.289382+00'),
	('person-songwen', 'org-jiangzhi', 'institution', NULL, '2026-11-28 21:28:23.289579+00'),
	('person-jiangning', 'org-anzhi', 'institution', NULL, '2026-11-28 21:28:23.289783+00'),
	('person-lingsong', 'org-tuijian', 'recommender', NULL, '2026-11-28 21:28:23.289977+00'),
	('person-yanchan', 'org-chanyan', 'recommender', NULL, '2026-11-28 21:28:23.290136+00'),
	('person-jiangwei', 'org-wujiangcai', 'demander', NULL, '2026-11-28 21:28:23.290339+00'),
	('person-baihua', 'org-baishan', 'demander', NULL, '2026-11-28 21:28:23.290543+00'),
	('person-pingheng', 'org-hengping', 'agency', NULL, '2026-11-28 21:28:23.290781+00'),
	('person-dingjian', 'org-mingjian', 'agency', NULL, '2026-11-28 21:28:23.290992+00'),
	('person-luzhiyuan', 'org-dongyu', 'reviewer', NULL, '2026-11-28 21:28:23.29118+00'),
	('person-guqinghe', 'org-xiling', 'reviewer', NULL, '2026-11-28 21:28:23.291392+00'),
	('person-shensuining', 'org-nanpu', 'reviewer', NULL, '2026-11-28 21:28:23.291882+00'),
	('person-hanruoxi', 'org-beichuan', 'reviewer', NULL, '2026-11-28 21:28:23.292151+00'),
	('person-wenyiheng', 'org-zhongyuan', 'reviewer', NULL, '2026-11-28 21:28:23.292362+00'),
	('person-jiangyanzhou', 'org-yunheng', 'reviewer', NULL, '2026-11-28 21:28:23.292577+00'),
	('person-baizhiyan', 'org-lujing', 'reviewer', NULL, '2026-11-28 21:28:23.29278+00'),
	('person-qianshenzhi', 'org-caiheng', 'reviewer', NULL, '2026-11-28 21:28:23.292961+00'),
	('person-luoyuanshan', 'org-tianqu', 'reviewer', NULL, '2026-11-28 21:28:23.293162+00'),
	('person-subanxia', 'org-mingchuan', 'reviewer', NULL, '2026-11-28 21:28:23.293336+00'),
	('person-shituojiang', 'org-qiaozhu', 'reviewer', NULL, '2026-11-28 21:28:23.293583+00'),
	('person-fangqicheng', 'org-xinghe', 'reviewer', NULL, '2026-11-28 21:28:23.293752+00'),
	('person-mengzhishu', 'org-hengxin', 'reviewer', NULL, '2026-11-28 21:28:23.295792+00'),
	('person-yantinglan', 'org-haoshu', 'reviewer', NULL, '2026-11-28 21:28:23.296159+00'),
	('person-yantinglan', 'org-qinglan', 'reviewer', NULL, '2026-11-28 21:28:23.296278+00');
INSERT INTO public.snapshot VALUES
	('\x5c02eec644d2c1866e0c5300b6bda7309a5727dbfa3c15e08f237e3d6714e45a', '01a2240f-2a03-710e-b696-98464628adef', 4, 'call', '{"consultation":{"answers":"无不同意见","ends":"2026-03-09T01:00:00Z","minutes":"局办纪要第3期","opened_at":"2026-03-02T01:00:00Z"},"parties":{"code":"PC-2026-001","title":"2026年度区级应用开发项目"},"terms":{"cap_fen":30000000,"envelope_fen":300000000,"funding_mode":"budgeted","notice_rule":"dec.publicity.wd","organisation_mode":"standard","pack_code":"fuling","pack_hash":"e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2","pack_version":"2026.1","panel_size":5,"programme":"区级科技计划应用开发专项","rubric":"application_development","template":"application-development","topics":["ZC-01","ZC-02","ZC-03","ZC-04","SG-01","SG-02","TCM-01","TCM-02","TCM-03","TCM-04","NM-01","NM-02","NM-03","NM-04","NM-05","NM-06","IC-01","IC-02","IC-03","AM-01","AM-02","AM-03","AM-04","LS-01","LS-02","LS-03","IT-01","IT-02","IT-03","IT-04","IT-05","IT-06","IT-07","IT-08","MH-01","MH-02"],"window_days":30},"window":{}}', '2026-03-10 01:00:00+00'),
	('\xe711930d9071ec3369ecf0e1ec70c5080d748cf248d62cfed8f841b0c829ca44', '01a2240f-2a2e-7584-af50-231473406b6c', 4, 'application', '{"title":"示例项目1","version":1,"content":{"basics.base_code":"NM-02","basics.cooperation_form":"joint","basics.industry_academia":"university","basics.innovation_type":"integrated","basics.overall_goal":"以MDI资源为依托，开发植物油多元醇替代率不低于三成的聚氨酯硬泡配方与连续发泡工艺，建成百吨级示范线，产品导热系数和阻燃性能满足冷链与建筑保温要求。","basics.stage":"lab","basics.targets":[{"kind":"technical","method":"第三方检测报告","name":"植物油多元醇替代率（%）","target":"30"},{"kind":"technical","method":"第三方检测报告","name":"导热系数较现有产品降低（%）","target":"8"},{"kind":"industrial","method":"现场核查与运行记录","name":"示范线年产能（吨）","target":"100"},{"kind":"economic","method":"财务专项核算","name":"新增销售收入（万元）","target":"600"},{"kind":"social","method":"用工合同","name":"带动就业（人）","target":"6"}],"basics.trl_from_to":{"from":4,"to":7},"body.content_innovation":"一是植物油多元醇环氧开环与酯交换联合改性，提高官能度并降低黏度；二是复配泡孔调节剂与低温室效应发泡剂，细化泡孔、降低导热系数；三是连续发泡温度场与流量联动控制，保证批次稳定。创新点在于多元醇结构与泡孔结构的协同设计。","body.foundation":"申报单位拥有聚氨酯中试车间和理化检测室，已完成替代率两成的小试配方，泡沫压缩强度达到现有产品水平。联合单位江枳学院（演示）具备热分析和微观结构表征条件，双方已合作两年。","body.market":"产品定位于冷库板材和管道保温，区内外已有三家下游企业提供试用意向。按示范线满产测算，年销售收入可达千万元以上，较石油基产品成本基本持平。","body.risk":"主要风险是植物油原料批次差异影响泡沫稳定性。拟建立原料入厂指标和配方修正表，并保留两种原料来源；若替代率目标受阻，先以双组分预聚体方案保证性能。","body.schedule":[{"from":"2027-01-01","result":"改性多元醇小试样品和性能报告","task":"多元醇改性与小试配方优化","to":"2027-06-30"},{"from":"2027-07-01","result":"中试配方与工艺参数","task":"泡孔调控与中试工艺研究","to":"2027-12-31"},{"from":"2028-01-01","result":"示范线投运，第三方检测与用户报告","task":"示范线建设、用户试用与总结","to":"2028-06-30"}],"body.state_of_art":"国内聚氨酯硬泡多以石油基聚醚多元醇为原料，生物基替代率普遍低于一成，泡孔粗、尺寸稳定性不足。欧洲已有替代率两成以上的商品化配方。冷链库板和外墙保温对低导热、难燃材料的需求持续增长，区内下游企业每年外购保温料超过千吨。","body.summary":"项目面向冷链物流和建筑节能对低导热、低排放保温材料的需求，利用本地MDI产业基础，开展植物油多元醇改性、泡孔结构调控和连续发泡工艺研究，形成配方、工艺和示范线，替代石油基多元醇，降低产品碳排放。","budget.by_unit_year":[{"fiscal":12800000,"own":25000000,"unit":"青岚新材料（演示）有限公司","year":2027},{"fiscal":8000000,"own":15000000,"unit":"青岚新材料（演示）有限公司","year":2028},{"fiscal":3200000,"own":0,"unit":"江枳学院（演示）","year":2027},{"fiscal":2000000,"own":0,"unit":"江枳学院（演示）","year":2028}],"budget.sources":[{"amount":26000000,"source":"requested"},{"amount":40000000,"source":"own"}],"budget.spending":[{"fiscal":6000000,"own":15000000,"subject":"equipment","use":"温控发泡设备改造与导热系数测定仪"},{"fiscal":12000000,"own":17000000,"subject":"operating","use":"原料、测试化验、差旅与知识产权事务"},{"fiscal":4000000,"own":8000000,"subject":"labour","use":"参与人员劳务与专家咨询"},{"fiscal":4000000,"own":0,"subject":"indirect","use":"管理费与绩效支出"}],"compliance.ethics":false,"compliance.other_fiscal_support":"无其他财政资金支持。","compliance.pledge":"本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。","compliance.secrecy":false,"cover.call_ref":"2027年度区级科技计划应用开发专项","cover.filed_on":"2026-11-24","cover.host_institution":"青岚新材料（演示）有限公司","cover.pi":"苏青","cover.subject_name":"低导热生物基聚氨酯硬泡保温材料开发","cover.term":{"from":"2027-01-01","to":"2028-06-30"},"ip.ip_owned":[{"kind":"发明专利","recent":3,"related":2,"total":6},{"kind":"实用新型专利","recent":5,"related":3,"total":11}],"ip.ip_plan":"项目产生的知识产权由申报单位和江枳学院（演示）按贡献共有，产业化收益归申报单位，学院享有后续研究使用权。","people.pi_detail":[{"degree":"博士","duty":"总体方案与组织实施","field":"高分子合成","name":"苏青","title":"高级工程师","unit":"青岚新材料（演示）有限公司"}],"people.pi_representative_works":[{"kind":"发明专利","title":"低密度聚氨酯泡沫的制备方法","year":2023},{"kind":"论文","title":"聚氨酯泡沫尺寸稳定性研究","year":2024}],"people.team":[{"age":36,"duty":"配方研究","field":"化学工程","name":"陈磐","sex":"男","title":"工程师","unit":"青岚新材料（演示）有限公司"},{"age":32,"duty":"工艺放大","field":"材料学","name":"吴澄","sex":"女","title":"工程师","unit":"青岚新材料（演示）有限公司"},{"age":45,"duty":"示范线建设","field":"化工机械","name":"罗岩","sex":"男","title":"车间主任","unit":"青岚新材料（演示）有限公司"}],"results.economic":[{"exports":0,"profit":18000000,"sales":150000000,"tax":8000000,"year":2027},{"exports":0,"profit":60000000,"sales":450000000,"tax":26000000,"year":2028}],"results.outputs":[{"kind":"发明专利申请","note":"多元醇改性、连续发泡控制各一件","quantity":2},{"kind":"新产品","note":"生物基聚氨酯硬泡组合料","quantity":1},{"kind":"企业标准","note":"产品技术条件","quantity":1}],"units.joint_units":[{"duty":"泡孔结构表征与热物性测试","name":"江枳学院（演示）","share":20,"uscc":"12000000YANLU0006H"}],"units.lead_unit":[{"address":"涪陵区演示工业园1栋","contact":"梁越","kind":"企业","name":"青岚新材料（演示）有限公司","phone":"000-00000000","uscc":"91000000YANLU00020"}]},"files":[{"id":"01a2240f-2a2e-7584-af50-231473406b6cattachments.feasibility_report","field":"attachments.feasibility_report","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a2e-7584-af50-231473406b6cattachments.licence","field":"attachments.licence","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a2e-7584-af50-231473406b6cattachments.pi_id","field":"attachments.pi_id","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a2e-7584-af50-231473406b6ccompliance.integrity_pledge","field":"compliance.integrity_pledge","name":"材料.pdf","sha256":"00","size":1}]}', '2026-03-10 02:00:00+00'),
	('\x508a827c1985a3c1edec609badb18da419a957566e655630b84c8aaf3369f56d', '01a2240f-2a5e-7102-b3e4-6aecfd048e0a', 4, 'call', '{"consultation":{"answers":"无不同意见","ends":"2026-03-17T03:00:00Z","minutes":"局办纪要第3期","opened_at":"2026-03-10T03:00:00Z"},"parties":{"code":"PC-2026-002","title":"2026年度区级应用开发项目"},"terms":{"cap_fen":30000000,"envelope_fen":300000000,"funding_mode":"budgeted","notice_rule":"dec.publicity.wd","organisation_mode":"standard","pack_code":"fuling","pack_hash":"e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2","pack_version":"2026.1","panel_size":5,"programme":"区级科技计划应用开发专项","rubric":"application_development","template":"application-development","topics":["ZC-01","ZC-02","ZC-03","ZC-04","SG-01","SG-02","TCM-01","TCM-02","TCM-03","TCM-04","NM-01","NM-02","NM-03","NM-04","NM-05","NM-06","IC-01","IC-02","IC-03","AM-01","AM-02","AM-03","AM-04","LS-01","LS-02","LS-03","IT-01","IT-02","IT-03","IT-04","IT-05","IT-06","IT-07","IT-08","MH-01","MH-02"],"window_days":30},"window":{}}', '2026-03-18 03:00:00+00'),
	('\x6058bad4a20252eb50252f22471ad0c673df68b1823cc369b6191ed2407377a8', '01a2240f-2a69-746f-a84f-ae1eb4c14f09', 4, 'application', '{"title":"示例项目2","version":1,"content":{"basics.base_code":"ZC-01","basics.cooperation_form":"joint","basics.industry_academia":"university","basics.innovation_type":"original","basics.overall_goal":"创制株型紧凑、瘤茎整齐、抗根肿病的青菜头育种材料，选育适宜机械化栽培的新品系，建立配套的宜机化栽培规程，并在区内开展示范种植。","basics.stage":"research","basics.targets":[{"kind":"technical","method":"田间鉴定与品系登记材料","name":"选育新品系（个）","target":"2"},{"kind":"technical","method":"现场测产","name":"瘤茎一次采收合格率（%）","target":"85"},{"kind":"industrial","method":"现场核查","name":"示范种植面积（亩）","target":"300"},{"kind":"economic","method":"对比试验记录","name":"亩均节约用工（个）","target":"3"},{"kind":"social","method":"签到与培训材料","name":"培训种植户（人次）","target":"200"}],"basics.trl_from_to":{"from":3,"to":6},"body.content_innovation":"一是建立株型、瘤茎高度和抗根肿病的标记组合；二是以紧凑型材料为亲本配制组合，开展双季加代和多点鉴定；三是提出行株距、整地和采收期的宜机化参数。创新点在于把采收机械的作业参数前移为育种目标。","body.foundation":"申报单位有育种试验地六十亩、种质材料一百二十余份，连续三年开展株型筛选，已获得紧凑型高代材料九份。联合单位江枳学院（演示）提供分子检测平台。","body.market":"项目区域每年用种需求稳定，新品系推广后可带动机收服务，预计三年内推广面积达到五千亩。","body.risk":"主要风险是气候异常影响鉴定结果，拟设置三个不同海拔试验点并保留重复；根肿病抗性不足时采用轮作和生防措施补充。","body.schedule":[{"from":"2027-01-01","result":"标记组合与组合清单","task":"亲本鉴定、标记筛选与杂交配组","to":"2027-05-31"},{"from":"2027-06-01","result":"高代品系与田间鉴定报告","task":"加代选择与多点试种","to":"2027-12-31"},{"from":"2028-01-01","result":"示范测产报告与栽培规程","task":"示范种植、测产与规程编制","to":"2028-06-30"}],"body.state_of_art":"现有主栽品种产量和品质优良，但株型开展、瘤茎高度不一，机械采收损伤率高。国内茎瘤芥分子标记研究已有基础，尚缺少以宜机化为主要目标的品种。原料产区劳动力减少，种植户对宜机化品种需求迫切。","body.summary":"项目针对青菜头人工收砍用工多、品种株型松散难以机收的问题，利用分子标记辅助选择与田间多点鉴定，选育紧凑型抗病新品系，配套直播、移栽和采收的宜机化栽培规程，支撑榨菜原料生产机械化。","budget.by_unit_year":[{"fiscal":11000000,"own":14000000,"unit":"禾境农业科技（演示）有限公司","year":2027},{"fiscal":6000000,"own":8000000,"unit":"禾境农业科技（演示）有限公司","year":2028},{"fiscal":2000000,"own":0,"unit":"江枳学院（演示）","year":2027},{"fiscal":1000000,"own":0,"unit":"江枳学院（演示）","year":2028}],"budget.sources":[{"amount":20000000,"source":"requested"},{"amount":22000000,"source":"own"}],"budget.spending":[{"fiscal":3000000,"own":6000000,"subject":"equipment","use":"小型直播机与田间测定仪器"},{"fiscal":10000000,"own":10000000,"subject":"operating","use":"试验地、种质检测、农资与差旅"},{"fiscal":4000000,"own":6000000,"subject":"labour","use":"田间用工与专家咨询"},{"fiscal":3000000,"own":0,"subject":"indirect","use":"管理费与绩效支出"}],"compliance.ethics":false,"compliance.other_fiscal_support":"无其他财政资金支持。","compliance.pledge":"本单位已审核申报材料，内容真实、完整，同意推荐，并承诺落实自筹经费与实施条件。","compliance.secrecy":false,"cover.call_ref":"2027年度区级科技计划应用开发专项","cover.filed_on":"2026-11-24","cover.host_institution":"禾境农业科技（演示）有限公司","cover.pi":"何苗","cover.subject_name":"适宜机械化栽培的青菜头紧凑型新品种选育","cover.term":{"from":"2027-01-01","to":"2028-06-30"},"ip.ip_owned":[{"kind":"植物新品种权申请","recent":1,"related":1,"total":2},{"kind":"实用新型专利","recent":2,"related":1,"total":4}],"ip.ip_plan":"新品系权益由申报单位与江枳学院（演示）按约定比例共有，申报单位享有优先推广权。","people.pi_detail":[{"degree":"硕士","duty":"总体方案与组织实施","field":"作物遗传育种","name":"何苗","title":"高级农艺师","unit":"禾境农业科技（演示）有限公司"}],"people.pi_representative_works":[{"kind":"论文","title":"青菜头株型性状的遗传分析","year":2022},{"kind":"种质材料","title":"紧凑型茎瘤芥高代材料","year":2024}],"people.team":[{"age":34,"duty":"杂交配组与鉴定","field":"蔬菜学","name":"龚穗","sex":"女","title":"农艺师","unit":"禾境农业科技（演示）有限公司"},{"age":41,"duty":"抗病鉴定","field":"植物保护","name":"谭垄","sex":"男","title":"高级农艺师","unit":"禾境农业科技（演示）有限公司"},{"age":29,"duty":"宜机化栽培试验","field":"农业机械","name":"邹畦","sex":"男","title":"助理农艺师","unit":"禾境农业科技（演示）有限公司"}],"results.economic":[{"exports":0,"profit":3000000,"sales":20000000,"tax":500000,"year":2027},{"exports":0,"profit":9000000,"sales":60000000,"tax":1500000,"year":2028}],"results.outputs":[{"kind":"新品系","note":"紧凑型青菜头品系","quantity":2},{"kind":"发明专利申请","note":"分子标记引物组合","quantity":1},{"kind":"技术规程","note":"宜机化栽培技术规程","quantity":1}],"units.joint_units":[{"duty":"分子标记检测","name":"江枳学院（演示）","share":15,"uscc":"12000000YANLU0006H"}],"units.lead_unit":[{"address":"涪陵区演示农业园2号","contact":"田野","kind":"企业","name":"禾境农业科技（演示）有限公司","phone":"000-00000000","uscc":"91000000YANLU00033"}]},"files":[{"id":"01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.feasibility_report","field":"attachments.feasibility_report","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.licence","field":"attachments.licence","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a69-746f-a84f-ae1eb4c14f09attachments.pi_id","field":"attachments.pi_id","name":"材料.pdf","sha256":"00","size":1},{"id":"01a2240f-2a69-746f-a84f-ae1eb4c14f09compliance.integrity_pledge","field":"compliance.integrity_pledge","name":"材料.pdf","sha256":"00","size":1}]}', '2026-03-18 04:00:00+00');
SELECT pg_catalog.setval('public.agreement_number', 1, false);
SELECT pg_catalog.setval('public.call_number', 2, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 7, true);
SELECT pg_catalog.setval('public.notification_id_seq', 1, false);
SELECT pg_catalog.setval('public.objection_number', 1, false);
SELECT pg_catalog.setval('public.outbox_id_seq', 23, true);
SELECT pg_catalog.setval('public.receipt_number', 2, true);
SELECT pg_catalog.setval('public.sign_in_failure_id_seq', 1, false);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_hash_uq UNIQUE (token_hash);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.call_template
    ADD CONSTRAINT call_template_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.command
    ADD CONSTRAINT command_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_pk PRIMARY KEY (subject, person);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_pk PRIMARY KEY (subject, version);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_hash_uq UNIQUE (hash);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pk PRIMARY KEY (subject, seq);
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pk PRIMARY KEY (posting, account);
ALTER TABLE ONLY public.lifecycle_state
    ADD CONSTRAINT lifecycle_state_pk PRIMARY KEY (machine, state);
ALTER TABLE ONLY public.lifecycle_state
    ADD CONSTRAINT lifecycle_state_terminal_uq UNIQUE (machine, state, terminal);
ALTER TABLE ONLY public.lifecycle_transition
    ADD CONSTRAINT lifecycle_transition_pk PRIMARY KEY (machine, source, event, target, role);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_once UNIQUE (person, subject, seq);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_uscc_uq UNIQUE (uscc);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_login_uq UNIQUE (login);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_base
    ADD CONSTRAINT plan_base_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.plan_box
    ADD CONSTRAINT plan_box_pkey PRIMARY KEY (no);
ALTER TABLE ONLY public.plan_figure
    ADD CONSTRAINT plan_figure_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_pkey PRIMARY KEY (no);
ALTER TABLE ONLY public.plan_institution
    ADD CONSTRAINT plan_institution_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.plan_note
    ADD CONSTRAINT plan_note_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_topic
    ADD CONSTRAINT plan_topic_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_pk PRIMARY KEY (person, organisation, role);
ALTER TABLE ONLY public.rule_pack
    ADD CONSTRAINT rule_pack_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.rule_pack
    ADD CONSTRAINT rule_pack_version_uq UNIQUE (code, version);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.sign_in_failure
    ADD CONSTRAINT sign_in_failure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.snapshot
    ADD CONSTRAINT snapshot_pk PRIMARY KEY (subject, seq, kind);
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_pk PRIMARY KEY (subject, seq, event);
CREATE INDEX attachment_by_subject ON public.attachment USING btree (subject);
CREATE INDEX docket_by_demander ON public.docket USING btree (demander_org, state) WHERE (demander_org IS NOT NULL);
CREATE INDEX docket_by_host ON public.docket USING btree (host_org, machine, state) WHERE (host_org IS NOT NULL);
CREATE INDEX docket_by_parent ON public.docket USING btree (parent, machine, state);
CREATE INDEX docket_by_pi ON public.docket USING btree (pi, machine, state) WHERE (pi IS NOT NULL);
CREATE INDEX docket_by_recommender ON public.docket USING btree (recommender_org, state) WHERE (recommender_org IS NOT NULL);
CREATE INDEX docket_by_return_voucher ON public.docket USING gin (((facts #> '{funding,returns}'::text[]))) WHERE (machine = 'project'::text);
CREATE INDEX docket_by_reviewer ON public.docket USING btree (reviewer, state) WHERE (reviewer IS NOT NULL);
CREATE INDEX docket_by_state ON public.docket USING btree (machine, state, since DESC, id);
CREATE INDEX docket_by_voucher ON public.docket USING gin (((facts #> '{funding,payments}'::text[]))) WHERE (machine = 'project'::text);
CREATE UNIQUE INDEX docket_code_uq ON public.docket USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX event_by_person ON public.event USING btree (person, at DESC) WHERE (person IS NOT NULL);
CREATE INDEX event_by_time ON public.event USING btree (at DESC);
CREATE INDEX ledger_by_account ON public.ledger_entry USING btree (account);
CREATE INDEX ledger_by_subject ON public.ledger_entry USING btree (subject);
CREATE INDEX notification_unread ON public.notification USING btree (person, at DESC) WHERE (read_at IS NULL);
CREATE UNIQUE INDEX review_once_per_round ON public.docket USING btree (parent, reviewer, ((facts #>> '{review,round}'::text[]))) WHERE (machine = 'review'::text);
CREATE INDEX role_grant_by_role ON public.role_grant USING btree (role, person);
CREATE INDEX session_by_person ON public.session USING btree (person);
CREATE INDEX sign_in_failure_by_login ON public.sign_in_failure USING btree (login, at);
CREATE INDEX sign_in_failure_by_source ON public.sign_in_failure USING btree (source, at);
CREATE INDEX work_item_open ON public.work_item USING btree (at DESC) WHERE (resolved_at IS NULL);
CREATE TRIGGER draft_append_only BEFORE DELETE OR UPDATE ON public.draft FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE ON public.event FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER outbox_wakes AFTER INSERT ON public.outbox FOR EACH STATEMENT EXECUTE FUNCTION public.wake_relay();
CREATE CONSTRAINT TRIGGER posting_sums_to_zero AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.posting_sums_to_zero();
CREATE TRIGGER rule_pack_append_only BEFORE DELETE OR UPDATE ON public.rule_pack FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER snapshot_append_only BEFORE DELETE OR UPDATE ON public.snapshot FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_sha256_fkey FOREIGN KEY (sha256) REFERENCES public.blob(sha256);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_subject_fkey FOREIGN KEY (subject) REFERENCES public.docket(id);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_agency_fk FOREIGN KEY (agency_org) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_demander_fk FOREIGN KEY (demander_org) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_host_fk FOREIGN KEY (host_org) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_parent_fk FOREIGN KEY (parent) REFERENCES public.docket(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_pi_fk FOREIGN KEY (pi) REFERENCES public.person(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_recommender_fk FOREIGN KEY (recommender_org) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_reviewer_fk FOREIGN KEY (reviewer) REFERENCES public.person(id);
ALTER TABLE ONLY public.docket
    ADD CONSTRAINT docket_state_is_lawful FOREIGN KEY (machine, state, terminal) REFERENCES public.lifecycle_state(machine, state, terminal);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_subject_fkey FOREIGN KEY (subject) REFERENCES public.docket(id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_is_lawful FOREIGN KEY (machine, source, event, target, role) REFERENCES public.lifecycle_transition(machine, source, event, target, role);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_org_fkey FOREIGN KEY (org) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_subject_fkey FOREIGN KEY (subject) REFERENCES public.docket(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_event_fk FOREIGN KEY (subject, seq) REFERENCES public.event(subject, seq) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.lifecycle_transition
    ADD CONSTRAINT lifecycle_transition_target_fk FOREIGN KEY (machine, target) REFERENCES public.lifecycle_state(machine, state);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_child_of_fkey FOREIGN KEY (child_of) REFERENCES public.plan_indicator(no);
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_topic_fkey FOREIGN KEY (topic) REFERENCES public.plan_topic(code);
ALTER TABLE ONLY public.plan_topic
    ADD CONSTRAINT plan_topic_box_fkey FOREIGN KEY (box) REFERENCES public.plan_box(no);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.snapshot
    ADD CONSTRAINT snapshot_subject_fkey FOREIGN KEY (subject) REFERENCES public.docket(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_subject_fkey FOREIGN KEY (subject) REFERENCES public.docket(id);
