CREATE TABLE `upload` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`site_id` text NOT NULL,
	`visitor_hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`received` integer NOT NULL,
	`parts` text NOT NULL,
	`whole` integer NOT NULL,
	`taken` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `upload_visitor` ON `upload` (`tenant_id`,`visitor_hash`);
--> statement-breakpoint
CREATE INDEX `upload_expiry` ON `upload` (`expires_at`);
