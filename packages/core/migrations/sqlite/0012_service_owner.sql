ALTER TABLE `service` ADD `authority_id` text REFERENCES authority(id);
