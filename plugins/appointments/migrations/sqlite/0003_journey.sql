CREATE TABLE `appointments_wait` (
	`request_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`venue_id` text,
	`since` integer NOT NULL,
	`notices` integer NOT NULL,
	`noticed_at` integer,
	`held_id` text,
	`held_start` integer,
	`held_until` integer,
	FOREIGN KEY (`venue_id`) REFERENCES `appointments_venue`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_wait_tenant` ON `appointments_wait` (`tenant_id`,`since`);
--> statement-breakpoint
CREATE TABLE `appointments_unmet` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`motif_id` text NOT NULL,
	`insee` text NOT NULL,
	`reason` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `day`, `motif_id`, `insee`, `reason`),
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `appointments_motif` ADD `reschedule_hours` integer DEFAULT 48 NOT NULL;
--> statement-breakpoint
ALTER TABLE `appointments_occupancy` ADD `expires_at` integer;
--> statement-breakpoint
ALTER TABLE `appointments_occupancy` ADD `holder` text;
--> statement-breakpoint
CREATE INDEX `appointments_occupancy_holder` ON `appointments_occupancy` (`holder`);
--> statement-breakpoint
ALTER TABLE `appointments_appointment` ADD `home` text;
--> statement-breakpoint
ALTER TABLE `appointments_appointment` ADD `person_key` text;
--> statement-breakpoint
ALTER TABLE `appointments_appointment` ADD `texts` integer DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX `appointments_appointment_person` ON `appointments_appointment` (`tenant_id`,`person_key`);
