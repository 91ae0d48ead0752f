"""Tables in, Altair charts out: no Streamlit, no database, the same chart on a page and in an export."""
