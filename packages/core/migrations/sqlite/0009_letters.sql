ALTER TABLE `request_message` ADD `letter` text;
--> statement-breakpoint
ALTER TABLE `file` ADD `message_id` text REFERENCES request_message(id) ON DELETE set null;
--> statement-breakpoint
CREATE INDEX `file_message` ON `file` (`message_id`);
