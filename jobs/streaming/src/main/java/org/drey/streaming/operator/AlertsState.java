package org.drey.streaming.operator;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertVerdicts;
import org.drey.rules.score.BookBytes;
import org.drey.rules.score.BookStore;
import org.drey.rules.score.EntitySummary;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.ShownFinding;
import org.jspecify.annotations.Nullable;

/**
 * The book of the entity at hand in Flink's keyed state. Values are bytes of {@link BookBytes},
 * which bear their version; ledgers, the last emitted revisions and verdicts are kept by the name
 * of their track, what alerts show of findings by the finding's id.
 */
final class AlertsState implements BookStore {
  /** State names; a rename loses state. */
  static final String SUMMARY = "summary";

  static final String LEDGERS = "ledgers";
  static final String LAST_REVISION = "last-revision";
  static final String EVIDENCE = "evidence";
  static final String VERDICTS = "verdicts";

  /** The beginning of the names of states with findings of rules on trial. */
  static final String TRIED = "tried-";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<byte[]> summary;
  private final MapState<String, byte[]> ledgers;
  private final MapState<String, byte[]> emitted;
  private final MapState<String, byte[]> evidence;
  private final MapState<String, byte[]> verdicts;

  /**
   * A book.
   *
   * @param prefix what the names of its states begin with
   */
  AlertsState(RuntimeContext runtime, String prefix) {
    summary = runtime.getState(new ValueStateDescriptor<>(prefix + SUMMARY, BYTES));
    ledgers = byText(runtime, prefix + LEDGERS);
    emitted = byText(runtime, prefix + LAST_REVISION);
    evidence = byText(runtime, prefix + EVIDENCE);
    verdicts = byText(runtime, prefix + VERDICTS);
  }

  private static MapState<String, byte[]> byText(RuntimeContext runtime, String name) {
    return runtime.getMapState(byText(name));
  }

  private static MapStateDescriptor<String, byte[]> byText(String name) {
    return new MapStateDescriptor<>(name, Types.STRING, BYTES);
  }

  /** The states of the entities that have alerts, or shadow alerts. */
  static List<MapStateDescriptor<String, byte[]>> alerts() {
    return List.of(byText(LAST_REVISION), byText(TRIED + LAST_REVISION));
  }

  /** Returns whether there is an alert, or was one that is still remembered. */
  boolean hasAlerts() {
    return Boolean.FALSE.equals(StateAccess.read(emitted::isEmpty));
  }

  /** Returns whether what alerts show of any finding may name one of them. */
  boolean mayShow(ErasedTokens gone) {
    return isAny(evidence, gone);
  }

  /** Returns whether any value of a state may name one of them. */
  static boolean isAny(MapState<String, byte[]> state, ErasedTokens gone) {
    Boolean is =
        StateAccess.read(
            () -> {
              for (byte[] value : state.values()) {
                if (gone.mayBeIn(value)) {
                  return true;
                }
              }
              return false;
            });
    return Boolean.TRUE.equals(is);
  }

  @Override
  public @Nullable EntitySummary summary() {
    return StateAccess.read(summary::value, BookBytes::summary);
  }

  @Override
  public @Nullable Ledger ledger(AlertTrack track) {
    return StateAccess.read(() -> ledgers.get(track.name()), BookBytes::ledger);
  }

  @Override
  public @Nullable LastRevision lastRevision(AlertTrack track) {
    return StateAccess.read(() -> emitted.get(track.name()), BookBytes::lastRevision);
  }

  @Override
  public @Nullable ShownFinding shown(String finding) {
    return StateAccess.read(() -> evidence.get(finding), BookBytes::shown);
  }

  @Override
  public @Nullable AlertVerdicts verdicts(AlertTrack track) {
    return StateAccess.read(() -> verdicts.get(track.name()), BookBytes::verdicts);
  }

  @Override
  public void put(@Nullable EntitySummary next) {
    byte[] bytes = next == null ? null : BookBytes.of(next);
    StateAccess.write(() -> summary.update(bytes)); // null clears it
  }

  @Override
  public void put(AlertTrack track, @Nullable Ledger next) {
    put(ledgers, track.name(), next == null ? null : BookBytes.of(next));
  }

  @Override
  public void put(AlertTrack track, @Nullable LastRevision next) {
    put(emitted, track.name(), next == null ? null : BookBytes.of(next));
  }

  @Override
  public void put(AlertTrack track, @Nullable AlertVerdicts next) {
    put(verdicts, track.name(), next == null ? null : BookBytes.of(next));
  }

  @Override
  public void put(String finding, @Nullable ShownFinding next) {
    put(evidence, finding, next == null ? null : BookBytes.of(next));
  }

  @Override
  public void clear() {
    StateAccess.write(
        () -> {
          summary.clear();
          ledgers.clear();
          emitted.clear();
          evidence.clear();
          verdicts.clear();
        });
  }

  private static void put(MapState<String, byte[]> state, String key, byte @Nullable [] bytes) {
    StateAccess.write(
        () -> {
          if (bytes == null) {
            state.remove(key);
          } else {
            state.put(key, bytes);
          }
        });
  }
}
