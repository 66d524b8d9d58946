CREATE TABLE `appointments_workshop` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`service` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`learn` text NOT NULL,
	`audience` text NOT NULL,
	`level` text NOT NULL,
	`theme` text NOT NULL,
	`bring` text NOT NULL,
	`min_age` integer,
	`place` text NOT NULL,
	`link` text,
	`sign_up` text NOT NULL,
	`most_people` integer NOT NULL,
	`access` text NOT NULL,
	`communes` text NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_workshop_slug` ON `appointments_workshop` (`tenant_id`,`slug`);
--> statement-breakpoint
CREATE TABLE `appointments_workshop_session` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`workshop_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`zone` text NOT NULL,
	`capacity` integer NOT NULL,
	`taken` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`workshop_id`) REFERENCES `appointments_workshop`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_workshop_session_tenant` ON `appointments_workshop_session` (`tenant_id`,`starts_at`);
--> statement-breakpoint
CREATE INDEX `appointments_workshop_session_workshop` ON `appointments_workshop_session` (`workshop_id`,`starts_at`);
--> statement-breakpoint
CREATE TABLE `appointments_workshop_leader` (
	`session_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`occupancy_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`session_id`, `resource_id`),
	FOREIGN KEY (`session_id`) REFERENCES `appointments_workshop_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupancy_id`) REFERENCES `appointments_occupancy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_workshop_leader_tenant` ON `appointments_workshop_leader` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_enrolment` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`workshop_id` text NOT NULL,
	`person` text NOT NULL,
	`people` integer NOT NULL,
	`companions` text,
	`phone` text,
	`note` text,
	`texts` integer NOT NULL,
	`status` text NOT NULL,
	`since` integer NOT NULL,
	`notices` integer NOT NULL,
	`noticed_at` integer,
	`offered_until` integer,
	`sequence` integer NOT NULL,
	FOREIGN KEY (`workshop_id`) REFERENCES `appointments_workshop`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_enrolment_request_id_unique` ON `appointments_enrolment` (`request_id`);
--> statement-breakpoint
CREATE INDEX `appointments_enrolment_tenant` ON `appointments_enrolment` (`tenant_id`,`since`);
--> statement-breakpoint
CREATE INDEX `appointments_enrolment_workshop` ON `appointments_enrolment` (`workshop_id`,`status`,`since`);
--> statement-breakpoint
CREATE TABLE `appointments_enrolment_session` (
	`enrolment_id` text NOT NULL,
	`session_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`presence` text NOT NULL,
	PRIMARY KEY(`enrolment_id`, `session_id`),
	FOREIGN KEY (`enrolment_id`) REFERENCES `appointments_enrolment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`session_id`) REFERENCES `appointments_workshop_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_enrolment_session_session` ON `appointments_enrolment_session` (`session_id`);
--> statement-breakpoint
CREATE INDEX `appointments_enrolment_session_tenant` ON `appointments_enrolment_session` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_prescription` (
	`request_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	`authority_id` text NOT NULL,
	`why` text NOT NULL,
	`agreed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `appointments_prescription_agent` ON `appointments_prescription` (`tenant_id`,`agent_id`,`agreed_at`);
--> statement-breakpoint
CREATE TABLE `appointments_motif_access` (
	`motif_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`access` text NOT NULL,
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_motif_access_tenant` ON `appointments_motif_access` (`tenant_id`);
--> statement-breakpoint
CREATE TRIGGER "appointments_workshop_session_guard_insert"
BEFORE INSERT ON "appointments_workshop_session"
BEGIN
  SELECT RAISE(ABORT, 'parvis:check:appointments_workshop_session_capacity') WHERE NOT (NEW."taken" >= 0 AND NEW."taken" <= NEW."capacity");
  SELECT RAISE(ABORT, 'parvis:check:appointments_workshop_session_order') WHERE NOT (NEW."starts_at" < NEW."ends_at");
END;
--> statement-breakpoint
CREATE TRIGGER "appointments_workshop_session_guard_update"
BEFORE UPDATE OF "taken", "capacity", "starts_at", "ends_at" ON "appointments_workshop_session"
BEGIN
  SELECT RAISE(ABORT, 'parvis:check:appointments_workshop_session_capacity') WHERE NOT (NEW."taken" >= 0 AND NEW."taken" <= NEW."capacity");
  SELECT RAISE(ABORT, 'parvis:check:appointments_workshop_session_order') WHERE NOT (NEW."starts_at" < NEW."ends_at");
END;
