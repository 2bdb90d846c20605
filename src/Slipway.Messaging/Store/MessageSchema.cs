using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>The tables of messaging, for whoever migrates the database.</summary>
public static class MessageSchema
{
    /// <summary>Gets the statements that create what is missing on SQLite, in order. Safe to run again.</summary>
    public static ImmutableArray<string> SqliteStatements { get; } =
    [
        // What was sent, once per message. seq is the order of commits.
        """
        create table if not exists message (
          seq            integer primary key autoincrement,
          id             text not null unique,
          kind           text not null,
          name           text not null,
          version        integer not null,
          correlation_id text not null,
          causation_id   text,
          trace_parent   text not null,
          trace_state    text,
          body           blob not null,
          sent_at        integer not null
        )
        """,
        "create index if not exists message_chain on message (correlation_id, seq)",
        "create index if not exists message_age on message (sent_at)",

        // What each application has to do with it. The fence grows with each claim, and only its latest holder may finish.
        """
        create table if not exists delivery (
          seq           integer primary key autoincrement,
          message_id    text not null references message (id) on delete cascade,
          application   text not null,
          name          text not null,
          exclusive_key text,
          state         text not null check (state in ('ready', 'running', 'done', 'dead', 'superseded')),
          due_at        integer not null,
          attempt       integer not null default 0,
          fence         integer not null default 0,
          owner         text,
          lease_until   integer,
          started_at    integer,
          finished_at   integer,
          outcome       text,
          check ((state = 'running') = (owner is not null and lease_until is not null))
        )
        """,
        // An application gets a message once, however often it arrives.
        "create unique index if not exists delivery_once on delivery (message_id, application)",
        // The law of OneAtATimeBy, held by the database whatever a claim believes.
        "create unique index if not exists delivery_exclusive on delivery (application, exclusive_key) where state = 'running'",
        "create index if not exists delivery_due on delivery (application, due_at, seq) where state = 'ready'",
        """
        create index if not exists delivery_line on delivery (application, exclusive_key, seq)
          where state = 'ready' and exclusive_key is not null
        """,
        "create index if not exists delivery_lease on delivery (application, lease_until) where state = 'running'",

        // Attempts that did not end well.
        """
        create table if not exists delivery_attempt (
          delivery_seq integer not null references delivery (seq) on delete cascade,
          fence        integer not null,
          attempt      integer not null,
          started_at   integer,
          ended_at     integer not null,
          result       text not null,
          error_type   text,
          error        text,
          detail       text,
          primary key (delivery_seq, fence)
        )
        """,

        // Who gets what. Written by the worker server of each application.
        """
        create table if not exists subscription (
          application text not null,
          name        text not null,
          kind        text not null,
          seen_at     integer not null,
          primary key (name, application)
        )
        """,
    ];
}
