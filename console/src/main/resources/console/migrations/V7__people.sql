-- By what each person is called whom a provider has signed in; subject is the provider's own name.
CREATE TABLE work_person (
  id TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE
);
