CREATE TABLE `request_note` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`agent_id` text,
	`body` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `request_note_request` ON `request_note` (`request_id`,`at`);
--> statement-breakpoint
CREATE TABLE `inbox_filter` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inbox_filter_agent` ON `inbox_filter` (`agent_id`,`authority_id`);
--> statement-breakpoint
CREATE TABLE `answer_template` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_template_authority` ON `answer_template` (`authority_id`);
--> statement-breakpoint
DROP INDEX `request_operator`;
--> statement-breakpoint
DROP INDEX `request_commune`;
--> statement-breakpoint
CREATE INDEX `request_operator_at` ON `request` (`operator_id`,`opened_at`,`id`);
--> statement-breakpoint
CREATE INDEX `request_commune_at` ON `request` (`commune_id`,`opened_at`,`id`);
--> statement-breakpoint
CREATE INDEX `request_operator_due` ON `request` (`operator_id`,`due_at`,`id`);
--> statement-breakpoint
CREATE INDEX `request_commune_due` ON `request` (`commune_id`,`due_at`,`id`);
--> statement-breakpoint
CREATE INDEX `request_assignee` ON `request` (`assignee_id`,`opened_at`);
--> statement-breakpoint
UPDATE "request" SET "search_text" = trim(replace(replace(replace("search_text", '-', ' '), '''', ' '), '  ', ' '));
--> statement-breakpoint
CREATE TABLE "request_words_key" (number integer PRIMARY KEY NOT NULL, id text NOT NULL UNIQUE);
--> statement-breakpoint
CREATE VIRTUAL TABLE "request_words" USING fts5(
  words, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'",
  prefix='1 2 3 4 5 6 7 8 9 10 11 12'
);
--> statement-breakpoint
CREATE VIRTUAL TABLE "request_words_facets" USING fts5(
  words, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
--> statement-breakpoint
INSERT INTO "request_words" ("request_words", rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER "request_words_insert" AFTER INSERT ON "request"
BEGIN
  INSERT INTO "request_words_key" (number, id) VALUES ((SELECT CASE WHEN count(*) = 0 THEN NEW."opened_at" * 2048 WHEN max(number) < NEW."opened_at" * 2048 + 2047 THEN max(number) + 1
    ELSE (SELECT max(number) + 1 FROM "request_words_key") END FROM "request_words_key" WHERE number BETWEEN NEW."opened_at" * 2048 AND NEW."opened_at" * 2048 + 2047), NEW."id");
  INSERT INTO "request_words" (rowid, words) SELECT number, NEW."search_text" || ' _a' || lower(hex(coalesce(NEW."operator_id", ''))) || ' _b' || lower(hex(coalesce(NEW."commune_id", ''))) || ' _c' || lower(hex(coalesce(NEW."service_id", ''))) FROM "request_words_key" AS k WHERE k.id = NEW."id";
  INSERT INTO "request_words_facets" (rowid, words) SELECT number, ' _a' || lower(hex(coalesce(NEW."operator_id", ''))) || ' _b' || lower(hex(coalesce(NEW."commune_id", ''))) || ' _c' || lower(hex(coalesce(NEW."service_id", ''))) || ' _d' || lower(hex(coalesce(NEW."status", ''))) || ' _e' || lower(hex(coalesce(NEW."assignee_id", ''))) || ' _f' || lower(hex(coalesce(NEW."step", ''))) FROM "request_words_key" AS k WHERE k.id = NEW."id";
END;
--> statement-breakpoint
CREATE TRIGGER "request_words_update" AFTER UPDATE OF "search_text", "operator_id", "commune_id", "service_id" ON "request"
WHEN OLD."search_text" IS NOT NEW."search_text" OR OLD."operator_id" IS NOT NEW."operator_id" OR OLD."commune_id" IS NOT NEW."commune_id" OR OLD."service_id" IS NOT NEW."service_id"
BEGIN
  INSERT INTO "request_words" ("request_words", rowid, words) SELECT 'delete', number, OLD."search_text" || ' _a' || lower(hex(coalesce(OLD."operator_id", ''))) || ' _b' || lower(hex(coalesce(OLD."commune_id", ''))) || ' _c' || lower(hex(coalesce(OLD."service_id", ''))) FROM "request_words_key" AS k WHERE k.id = OLD."id";
  INSERT INTO "request_words" (rowid, words) SELECT number, NEW."search_text" || ' _a' || lower(hex(coalesce(NEW."operator_id", ''))) || ' _b' || lower(hex(coalesce(NEW."commune_id", ''))) || ' _c' || lower(hex(coalesce(NEW."service_id", ''))) FROM "request_words_key" AS k WHERE k.id = NEW."id";
END;
--> statement-breakpoint
CREATE TRIGGER "request_words_move" AFTER UPDATE OF "operator_id", "commune_id", "service_id", "status", "assignee_id", "step" ON "request"
WHEN OLD."operator_id" IS NOT NEW."operator_id" OR OLD."commune_id" IS NOT NEW."commune_id" OR OLD."service_id" IS NOT NEW."service_id" OR OLD."status" IS NOT NEW."status" OR OLD."assignee_id" IS NOT NEW."assignee_id" OR OLD."step" IS NOT NEW."step"
BEGIN
  INSERT INTO "request_words_facets" ("request_words_facets", rowid, words) SELECT 'delete', number, ' _a' || lower(hex(coalesce(OLD."operator_id", ''))) || ' _b' || lower(hex(coalesce(OLD."commune_id", ''))) || ' _c' || lower(hex(coalesce(OLD."service_id", ''))) || ' _d' || lower(hex(coalesce(OLD."status", ''))) || ' _e' || lower(hex(coalesce(OLD."assignee_id", ''))) || ' _f' || lower(hex(coalesce(OLD."step", ''))) FROM "request_words_key" AS k WHERE k.id = OLD."id";
  INSERT INTO "request_words_facets" (rowid, words) SELECT number, ' _a' || lower(hex(coalesce(NEW."operator_id", ''))) || ' _b' || lower(hex(coalesce(NEW."commune_id", ''))) || ' _c' || lower(hex(coalesce(NEW."service_id", ''))) || ' _d' || lower(hex(coalesce(NEW."status", ''))) || ' _e' || lower(hex(coalesce(NEW."assignee_id", ''))) || ' _f' || lower(hex(coalesce(NEW."step", ''))) FROM "request_words_key" AS k WHERE k.id = NEW."id";
END;
--> statement-breakpoint
CREATE TRIGGER "request_words_delete" AFTER DELETE ON "request"
BEGIN
  INSERT INTO "request_words" ("request_words", rowid, words) SELECT 'delete', number, OLD."search_text" || ' _a' || lower(hex(coalesce(OLD."operator_id", ''))) || ' _b' || lower(hex(coalesce(OLD."commune_id", ''))) || ' _c' || lower(hex(coalesce(OLD."service_id", ''))) FROM "request_words_key" AS k WHERE k.id = OLD."id";
  INSERT INTO "request_words_facets" ("request_words_facets", rowid, words) SELECT 'delete', number, ' _a' || lower(hex(coalesce(OLD."operator_id", ''))) || ' _b' || lower(hex(coalesce(OLD."commune_id", ''))) || ' _c' || lower(hex(coalesce(OLD."service_id", ''))) || ' _d' || lower(hex(coalesce(OLD."status", ''))) || ' _e' || lower(hex(coalesce(OLD."assignee_id", ''))) || ' _f' || lower(hex(coalesce(OLD."step", ''))) FROM "request_words_key" AS k WHERE k.id = OLD."id";
  DELETE FROM "request_words_key" WHERE id = OLD."id";
END;
--> statement-breakpoint
INSERT INTO "request_words_key" (number, id) SELECT "opened_at" * 2048
  + row_number() OVER (PARTITION BY "opened_at" ORDER BY "id") - 1, "id" FROM "request";
--> statement-breakpoint
INSERT INTO "request_words" (rowid, words) SELECT number, r."search_text" || ' _a' || lower(hex(coalesce(r."operator_id", ''))) || ' _b' || lower(hex(coalesce(r."commune_id", ''))) || ' _c' || lower(hex(coalesce(r."service_id", ''))) FROM "request" AS r JOIN "request_words_key" AS k ON k.id = r."id";
--> statement-breakpoint
INSERT INTO "request_words_facets" (rowid, words) SELECT number, ' _a' || lower(hex(coalesce(r."operator_id", ''))) || ' _b' || lower(hex(coalesce(r."commune_id", ''))) || ' _c' || lower(hex(coalesce(r."service_id", ''))) || ' _d' || lower(hex(coalesce(r."status", ''))) || ' _e' || lower(hex(coalesce(r."assignee_id", ''))) || ' _f' || lower(hex(coalesce(r."step", ''))) FROM "request" AS r JOIN "request_words_key" AS k ON k.id = r."id";
