ALTER TABLE `citizen` ADD `warned_at` integer;
--> statement-breakpoint
CREATE INDEX `request_due` ON `request` (`tenant_id`,`erased_at`,`moved_at`);
