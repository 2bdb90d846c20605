"""The page, as HTML."""

from html import escape

from .store import AUTHOR_LIMIT, MESSAGE_LIMIT, Entry

STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6b7a; --paper: #f4f1ea; --card: #fffdf8; --line: #ddd5c5; --accent: #1f6f78; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e4da; --soft: #9aa5b1; --paper: #15191e; --card: #1d232a; --line: #323b45; --accent: #58b3bd; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 Georgia, 'Times New Roman', serif; }
main { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 2.4rem; letter-spacing: -.01em; }
.visits { margin: .2rem 0 2rem; color: var(--soft); }
form, article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem; }
form { display: grid; gap: .8rem; margin-bottom: 2rem; }
label { display: grid; gap: .25rem; font-size: .9rem; color: var(--soft); }
input, textarea { font: inherit; font-size: 1.05rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .65rem; width: 100%; }
textarea { min-height: 5.5rem; resize: vertical; }
button { justify-self: start; font: inherit; color: var(--card); background: var(--accent); border: 0; border-radius: 6px; padding: .5rem 1.3rem; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
article { margin-bottom: 1rem; }
article p { margin: 0 0 .6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
footer, .empty { color: var(--soft); font-size: .9rem; }
.problem { color: #b3372f; margin: 0; }
"""


def render(title: str, visits: int | None, entries: list[Entry], problem: str = "") -> str:
    counter = "The visit counter is resting." if visits is None else f"Visit number {visits:,}"
    note = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    book = "\n".join(map(_entry, entries)) or '<p class="empty">Nobody has signed yet. Be the first.</p>'
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="visits">{counter}</p>
<form method="post" action="/">
{note}
<label>Your name <input name="author" required maxlength="{AUTHOR_LIMIT}" autocomplete="name"></label>
<label>Your message <textarea name="message" required maxlength="{MESSAGE_LIMIT}"></textarea></label>
<button>Sign the book</button>
</form>
{book}
</main>
</body>
</html>
"""


def _entry(entry: Entry) -> str:
    written = entry.written_at
    return (
        f"<article><p>{escape(entry.message)}</p>"
        f'<footer>{escape(entry.author)} · <time datetime="{written.isoformat()}">{written:%d %B %Y, %H:%M}</time></footer></article>'
    )
