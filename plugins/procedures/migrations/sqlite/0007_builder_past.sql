CREATE TABLE `procedures_plan_past` (
	`plan_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`revision` integer NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`plan_id`, `revision`),
	FOREIGN KEY (`plan_id`) REFERENCES `procedures_plan`(`id`) ON UPDATE no action ON DELETE cascade
);
