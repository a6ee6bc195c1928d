"""English–Korean claim alignment: parallel text, discrepancy reports, scores.

``align.records`` holds every record; read it first. Each verb is one plain
function from records to records:

    read_documents → split_document → align_segments → read_facts
    → match_claims → compare_claims → write_report
"""

__version__ = "0.1.0"
