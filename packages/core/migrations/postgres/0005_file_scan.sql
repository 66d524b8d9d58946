ALTER TABLE "file" ADD COLUMN "scan" text DEFAULT 'off' NOT NULL;
