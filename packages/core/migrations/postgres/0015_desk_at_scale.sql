CREATE INDEX "request_operator_open" ON "request" USING btree ("operator_id","status","opened_at","service_id","id");
--> statement-breakpoint
CREATE INDEX "request_email" ON "request" USING btree ("tenant_id",lower("requester" ->> 'email'));
