CREATE TABLE entries (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author     text        NOT NULL CHECK (length(author) BETWEEN 1 AND 60),
    message    text        NOT NULL CHECK (length(message) BETWEEN 1 AND 1000),
    written_at timestamptz NOT NULL DEFAULT now()
);
