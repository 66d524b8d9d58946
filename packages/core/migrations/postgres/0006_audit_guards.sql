CREATE INDEX "audit_at" ON "audit" USING btree ("tenant_id","at");
