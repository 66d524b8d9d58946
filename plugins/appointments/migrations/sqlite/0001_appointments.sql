CREATE TABLE `appointments_motif` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`received_by` text NOT NULL,
	`place` text NOT NULL,
	`bring` text NOT NULL,
	`minutes` integer NOT NULL,
	`step` integer NOT NULL,
	`buffer_before` integer NOT NULL,
	`buffer_after` integer NOT NULL,
	`notice_minutes` integer NOT NULL,
	`horizon_days` integer NOT NULL,
	`cancel_hours` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_motif_slug` ON `appointments_motif` (`tenant_id`,`slug`);
--> statement-breakpoint
CREATE TABLE `appointments_venue` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`commune` text NOT NULL,
	`insee` text NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	`zone` text NOT NULL,
	`wheelchair` integer NOT NULL,
	`access` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_venue_slug` ON `appointments_venue` (`tenant_id`,`slug`);
--> statement-breakpoint
CREATE TABLE `appointments_commune` (
	`tenant_id` text NOT NULL,
	`insee` text NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	PRIMARY KEY(`tenant_id`, `insee`)
);
--> statement-breakpoint
CREATE TABLE `appointments_resource` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`agent_id` text,
	`authority_id` text NOT NULL,
	`communes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `appointments_resource_tenant` ON `appointments_resource` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_opening` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`recurrence` text NOT NULL,
	`start_time` text NOT NULL,
	`end_time` text NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_opening_tenant` ON `appointments_opening` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_opening_motif` (
	`opening_id` text NOT NULL,
	`motif_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`opening_id`, `motif_id`),
	FOREIGN KEY (`opening_id`) REFERENCES `appointments_opening`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `appointments_absence` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_absence_tenant` ON `appointments_absence` (`tenant_id`,`ends_at`);
--> statement-breakpoint
CREATE TABLE `appointments_occupancy` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`kind` text NOT NULL,
	`active` integer NOT NULL,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_occupancy_tenant` ON `appointments_occupancy` (`tenant_id`,`ends_at`);
--> statement-breakpoint
CREATE INDEX `appointments_occupancy_resource` ON `appointments_occupancy` (`resource_id`,`starts_at`);
--> statement-breakpoint
CREATE TABLE `appointments_appointment` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`motif_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`occupancy_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`zone` text NOT NULL,
	`sequence` integer NOT NULL,
	`status` text NOT NULL,
	`person` text NOT NULL,
	`phone` text,
	`note` text,
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupancy_id`) REFERENCES `appointments_occupancy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_appointment_request_id_unique` ON `appointments_appointment` (`request_id`);
--> statement-breakpoint
CREATE INDEX `appointments_appointment_tenant` ON `appointments_appointment` (`tenant_id`,`starts_at`);
--> statement-breakpoint
CREATE TRIGGER "appointments_occupancy_overlap_insert"
BEFORE INSERT ON "appointments_occupancy"
BEGIN
  SELECT RAISE(ABORT, 'parvis:check:appointments_occupancy_overlap_order') WHERE NOT (NEW."starts_at" < NEW."ends_at");
  SELECT RAISE(ABORT, 'parvis:overlap:appointments_occupancy_overlap') WHERE NEW."active" AND EXISTS (
    SELECT 1 FROM "appointments_occupancy" AS o
    WHERE o."resource_id" = NEW."resource_id" AND o."active" AND o."starts_at" < NEW."ends_at" AND NEW."starts_at" < o."ends_at" AND o.id <> NEW.id
  );
END;
--> statement-breakpoint
CREATE TRIGGER "appointments_occupancy_overlap_update"
BEFORE UPDATE OF "resource_id", "starts_at", "ends_at", "active" ON "appointments_occupancy"
BEGIN
  SELECT RAISE(ABORT, 'parvis:check:appointments_occupancy_overlap_order') WHERE NOT (NEW."starts_at" < NEW."ends_at");
  SELECT RAISE(ABORT, 'parvis:overlap:appointments_occupancy_overlap') WHERE NEW."active" AND EXISTS (
    SELECT 1 FROM "appointments_occupancy" AS o
    WHERE o."resource_id" = NEW."resource_id" AND o."active" AND o."starts_at" < NEW."ends_at" AND NEW."starts_at" < o."ends_at" AND o.id <> NEW.id
  );
END;
