CREATE INDEX `audit_at` ON `audit` (`tenant_id`,`at`);
--> statement-breakpoint
CREATE TRIGGER "audit_append_only_replace"
BEFORE INSERT ON "audit"
WHEN EXISTS (SELECT 1 FROM "audit" AS o WHERE o."rowid" = NEW."rowid" OR o."id" = NEW."id" OR o."tenant_id" = NEW."tenant_id" AND o."number" = NEW."number")
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:audit');
END;
