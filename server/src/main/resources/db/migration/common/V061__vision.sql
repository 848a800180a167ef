-- The model that sees, for providers that are asked about pictures.
ALTER TABLE provider ADD COLUMN vision_model TEXT NOT NULL DEFAULT '';
