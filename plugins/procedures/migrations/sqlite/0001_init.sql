CREATE TABLE `procedures_procedure` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_procedure_slug` ON `procedures_procedure` (`tenant_id`,`slug`);
--> statement-breakpoint
CREATE TABLE `procedures_version` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`procedure_id` text NOT NULL,
	`number` integer NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`procedure_id`) REFERENCES `procedures_procedure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_version_number` ON `procedures_version` (`procedure_id`,`number`);
--> statement-breakpoint
CREATE TABLE `procedures_draft` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`site_id` text NOT NULL,
	`service_id` text NOT NULL,
	`version_id` text NOT NULL,
	`visitor` text NOT NULL,
	`answers` text NOT NULL,
	`wrong_page` text,
	`typed` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `procedures_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_draft_once` ON `procedures_draft` (`site_id`,`service_id`,`visitor`);
--> statement-breakpoint
CREATE INDEX `procedures_draft_age` ON `procedures_draft` (`saved_at`);
--> statement-breakpoint
CREATE TABLE `procedures_submission` (
	`request_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`version_id` text NOT NULL,
	`answers` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `procedures_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER "procedures_version_append_only_update"
BEFORE UPDATE ON "procedures_version"
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:procedures_version');
END;
--> statement-breakpoint
CREATE TRIGGER "procedures_version_append_only_delete"
BEFORE DELETE ON "procedures_version"
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:procedures_version');
END;
