DROP INDEX `audit_actor`;
--> statement-breakpoint
DROP INDEX `audit_at`;
--> statement-breakpoint
CREATE INDEX `audit_actor_number` ON `audit` (`tenant_id`,`actor_id`,`number`);
--> statement-breakpoint
CREATE INDEX `audit_action_number` ON `audit` (`tenant_id`,`action`,`number`);
--> statement-breakpoint
CREATE INDEX `audit_at_number` ON `audit` (`tenant_id`,`at`,`number`);
