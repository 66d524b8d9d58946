CREATE TABLE `request_share` (
	`request_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`why` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	PRIMARY KEY(`request_id`, `authority_id`),
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `request_share_authority` ON `request_share` (`authority_id`,`since`);
