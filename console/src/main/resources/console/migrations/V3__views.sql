-- Filters of the queue that an analyst has given a name, for themselves alone. No token of anyone is in them.
CREATE TABLE work_view (
  analyst TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  PRIMARY KEY (analyst, name)
);
