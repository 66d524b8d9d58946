CREATE TABLE `appointments_revision` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL
);
