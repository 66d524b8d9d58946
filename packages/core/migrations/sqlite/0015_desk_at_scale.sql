CREATE INDEX `request_operator_open` ON `request` (`operator_id`,`status`,`opened_at`,`service_id`,`id`);
--> statement-breakpoint
CREATE INDEX `request_email` ON `request` (`tenant_id`,lower("requester" ->> 'email'));
