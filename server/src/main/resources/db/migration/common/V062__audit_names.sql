-- What people called the thing at the time: its own row may be gone when somebody reads the entry.
ALTER TABLE audit_entry ADD COLUMN subject_name TEXT NOT NULL DEFAULT '';
