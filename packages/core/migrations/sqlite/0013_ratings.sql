CREATE TABLE `rating` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`site_id` text NOT NULL,
	`service_id` text NOT NULL,
	`operator_id` text NOT NULL,
	`channel` text NOT NULL,
	`stage` text NOT NULL,
	`month` text NOT NULL,
	`score` text NOT NULL,
	`comment` text,
	`hidden` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`service_id`) REFERENCES `service`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`operator_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rating_operator` ON `rating` (`tenant_id`,`operator_id`,`month`);
--> statement-breakpoint
CREATE INDEX `rating_site` ON `rating` (`tenant_id`,`site_id`,`month`);
--> statement-breakpoint
CREATE TABLE `rating_used` (
	`hash` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`month` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rating_used_month` ON `rating_used` (`tenant_id`,`month`);
--> statement-breakpoint
CREATE TABLE `request_follow_up` (
	`request_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
