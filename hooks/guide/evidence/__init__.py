"""What the evidence for a fact amounts to: verdict, origins, freshness."""
