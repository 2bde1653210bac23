package org.drey.alerts.decide;

import java.util.List;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as an analyst asks for it; not checked yet.
 *
 * @param reason one of the table's
 * @param suppress families that are not to count for a while
 * @param suppressDays for how many days; null for 30
 * @param benignClass the benign indicator that explains the alert, or null
 * @param takesBack the verdict to undo, or null
 * @param analyst who decides, opaque
 * @param secondAnalyst who agrees, opaque; null if no one has looked
 * @param noteRef where notes are, or null
 */
public record VerdictRequest(
    VerdictType type,
    String reason,
    List<String> suppress,
    @Nullable Long suppressDays,
    @Nullable String benignClass,
    @Nullable String takesBack,
    String analyst,
    @Nullable String secondAnalyst,
    @Nullable String noteRef) {}
