ALTER TABLE `file` ADD `scan` text DEFAULT 'off' NOT NULL;
