CREATE TABLE `agent_passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`rp_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `agent_passkey_agent` ON `agent_passkey` (`agent_id`);
--> statement-breakpoint
CREATE TABLE `agent_recovery_code` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_recovery_code_once` ON `agent_recovery_code` (`agent_id`,`code_hash`);
--> statement-breakpoint
CREATE TABLE `citizen` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`email` text,
	`password_hash` text,
	`identity` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `citizen_email` ON `citizen` (`tenant_id`,`email`);
--> statement-breakpoint
CREATE INDEX `citizen_seen` ON `citizen` (`tenant_id`,`seen_at`);
--> statement-breakpoint
CREATE TABLE `agent_session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`device` text NOT NULL,
	`signed_in_by` text NOT NULL,
	`logout_hint` text,
	`agent_id` text NOT NULL,
	`authority_id` text,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agent_session_agent` ON `agent_session` (`agent_id`);
--> statement-breakpoint
CREATE INDEX `agent_session_expiry` ON `agent_session` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `citizen_session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`device` text NOT NULL,
	`signed_in_by` text NOT NULL,
	`logout_hint` text,
	`citizen_id` text NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizen`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `citizen_session_citizen` ON `citizen_session` (`citizen_id`);
--> statement-breakpoint
CREATE INDEX `citizen_session_expiry` ON `citizen_session` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `linked_identity` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`provider` text NOT NULL,
	`subject_hash` text NOT NULL,
	`citizen_id` text,
	`agent_id` text,
	`linked_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizen`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `linked_identity_subject` ON `linked_identity` (`tenant_id`,`provider`,`subject_hash`);
--> statement-breakpoint
CREATE INDEX `linked_identity_citizen` ON `linked_identity` (`citizen_id`);
--> statement-breakpoint
CREATE INDEX `linked_identity_agent` ON `linked_identity` (`agent_id`);
--> statement-breakpoint
CREATE TABLE `one_time` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`purpose` text NOT NULL,
	`token_hash` text NOT NULL,
	`code_hash` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`email` text,
	`citizen_id` text,
	`agent_id` text,
	`payload` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizen`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_time_token` ON `one_time` (`token_hash`);
--> statement-breakpoint
CREATE INDEX `one_time_expiry` ON `one_time` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `oidc_flow` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`site_id` text NOT NULL,
	`provider` text NOT NULL,
	`state_hash` text,
	`handoff_hash` text,
	`visitor_hash` text NOT NULL,
	`payload` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `oidc_flow_state` ON `oidc_flow` (`state_hash`);
--> statement-breakpoint
CREATE UNIQUE INDEX `oidc_flow_handoff` ON `oidc_flow` (`handoff_hash`);
--> statement-breakpoint
CREATE INDEX `oidc_flow_expiry` ON `oidc_flow` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer
);
--> statement-breakpoint
CREATE INDEX `rate_limit_expire` ON `rate_limit` (`expire`);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`authority_id` text,
	`site_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text,
	`citizen_id` text,
	`details` text,
	`previous` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_number` ON `audit` (`tenant_id`,`number`);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`tenant_id`,`subject_kind`,`subject_id`);
--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`tenant_id`,`actor_id`);
--> statement-breakpoint
CREATE INDEX `audit_citizen` ON `audit` (`tenant_id`,`citizen_id`);
--> statement-breakpoint
CREATE TABLE `audit_head` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_key` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`month` text NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_key_month` ON `audit_key` (`tenant_id`,`month`);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE `__new_agent` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text,
	`totp_secret` text,
	`totp_step` integer,
	`invited_at` integer,
	`disabled_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_agent`("id", "tenant_id", "email", "name", "password_hash") SELECT "id", "tenant_id", "email", "name", "password_hash" FROM `agent`;
--> statement-breakpoint
DROP TABLE `agent`;
--> statement-breakpoint
ALTER TABLE `__new_agent` RENAME TO `agent`;
--> statement-breakpoint
PRAGMA foreign_keys=ON;
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_email` ON `agent` (`tenant_id`,`email`);
--> statement-breakpoint
ALTER TABLE `tenant` ADD `second_factor` text DEFAULT 'required' NOT NULL;
--> statement-breakpoint
ALTER TABLE `authority` ADD `privacy` text;
--> statement-breakpoint
ALTER TABLE `request` ADD `citizen_id` text REFERENCES citizen(id) ON DELETE SET NULL;
--> statement-breakpoint
ALTER TABLE `request` ADD `erased_at` integer;
--> statement-breakpoint
CREATE INDEX `request_citizen` ON `request` (`citizen_id`,`id`);
--> statement-breakpoint
CREATE TRIGGER "audit_append_only_update"
BEFORE UPDATE ON "audit"
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:audit');
END;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only_delete"
BEFORE DELETE ON "audit"
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:audit');
END;
