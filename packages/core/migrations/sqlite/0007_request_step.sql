ALTER TABLE `request` ADD `step` text;
--> statement-breakpoint
ALTER TABLE `request` ADD `assignee_id` text REFERENCES agent(id) ON DELETE SET NULL;
--> statement-breakpoint
ALTER TABLE `request` ADD `due_at` integer;
