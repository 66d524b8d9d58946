ALTER TABLE `appointments_closure` ADD `start_time` text;
--> statement-breakpoint
ALTER TABLE `appointments_closure` ADD `end_time` text;
