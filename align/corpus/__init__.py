"""Millions of document pairs: a manifest, shards of it, an engine, files that survive a kill.

Read ``records`` and ``running`` first. A shard is pure work (``shards``) put in
place whole with its entry (``work``), so that a run can be ended at any moment
and gone on with.
"""
