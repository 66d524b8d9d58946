CREATE TABLE `appointments_ants_refusal` (
	`request_id` text NOT NULL,
	`application_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`request_id`, `application_id`)
);
--> statement-breakpoint
CREATE INDEX `appointments_ants_refusal_tenant` ON `appointments_ants_refusal` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_feed` (
	`resource_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`names` integer NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	`read_day` text,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_feed_token_hash_unique` ON `appointments_feed` (`token_hash`);
--> statement-breakpoint
CREATE INDEX `appointments_feed_tenant` ON `appointments_feed` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_outside` (
	`resource_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`secret` text NOT NULL,
	`host` text NOT NULL,
	`added_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`read_at` integer,
	`mark` text,
	`problem` text,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_outside_tenant` ON `appointments_outside` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_external` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`resource_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_outside`(`resource_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_external_tenant` ON `appointments_external` (`tenant_id`,`ends_at`);
--> statement-breakpoint
CREATE INDEX `appointments_external_resource` ON `appointments_external` (`resource_id`);
--> statement-breakpoint
CREATE TABLE `appointments_video_room` (
	`resource_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`url` text NOT NULL,
	FOREIGN KEY (`resource_id`) REFERENCES `appointments_resource`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_video_room_tenant` ON `appointments_video_room` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_booked` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`motif_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`insee` text NOT NULL,
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_booked_tenant` ON `appointments_booked` (`tenant_id`,`day`);
--> statement-breakpoint
CREATE TABLE `appointments_delay` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`motif_id` text NOT NULL,
	`insee` text NOT NULL,
	`hours` integer,
	PRIMARY KEY(`tenant_id`, `day`, `motif_id`, `insee`),
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `appointments_attendance` (
	`request_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`intake` text,
	`taken_by` text,
	`outside` integer NOT NULL,
	`presence` text NOT NULL,
	`marked_at` integer,
	`marked_by` text
);
--> statement-breakpoint
CREATE INDEX `appointments_attendance_tenant` ON `appointments_attendance` (`tenant_id`,`presence`);
--> statement-breakpoint
CREATE TABLE `appointments_closure` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`venue_id` text,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_closure_tenant` ON `appointments_closure` (`tenant_id`,`last_day`);
--> statement-breakpoint
CREATE TABLE `appointments_absence_note` (
	`absence_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`series_id` text,
	`reason` text,
	FOREIGN KEY (`absence_id`) REFERENCES `appointments_absence`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_absence_note_series` ON `appointments_absence_note` (`tenant_id`,`series_id`);
