package org.drey.rules.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** The shown parts of an entity's findings: as they are in its store, and what one call changes. */
final class ShownFindings {
  private final EntityAlertsFactory common;
  private final EntityKey entity;
  private final BookStore store;

  /** By finding; null where there is nothing to show any more. */
  private final Map<String, @Nullable ShownFinding> changed = new LinkedHashMap<>();

  ShownFindings(EntityAlertsFactory common, EntityKey entity, BookStore store) {
    this.common = common;
    this.entity = entity;
    this.store = store;
  }

  void put(Finding finding) {
    changed.put(finding.id(), common.masking.of(entity, common.findings.shown(finding)));
  }

  void hide(LedgerEntry gone) {
    if (gone.isShown()) {
      changed.put(gone.findingId(), null);
    }
  }

  /** Takes out who was erased by now; returns whether that changes anything. */
  boolean mask(Ledger ledger) {
    return common.masking.all(entity, ledger, store, changed);
  }

  ShownFinding of(String finding) {
    ShownFinding known = changed.containsKey(finding) ? changed.get(finding) : store.shown(finding);
    return known == null ? ShownFinding.NOTHING : common.masking.of(entity, known);
  }

  /** Writes what has changed. */
  void write() {
    changed.forEach(store::put);
  }
}
