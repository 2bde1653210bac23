package org.drey.streaming.operator;

import java.util.SortedMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.score.AlertVerdicts;
import org.drey.rules.score.BookBytes;
import org.drey.rules.score.BookStore;
import org.drey.rules.score.EntitySummary;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * The book of the entity at hand in Flink's keyed state. Values are bytes of {@link BookBytes},
 * which bear their version; ledgers, the last emitted revisions and verdicts are kept by the name
 * of their track, those of a shadow that stands on its own with a mark before it, events by the
 * number of their chunk.
 */
final class AlertsState implements BookStore {
  /** State names; a rename loses state. */
  static final String SUMMARY = "summary";

  static final String LEDGERS = "ledgers";
  static final String LAST_REVISION = "last-revision";
  static final String EVENTS = "events";
  static final String VERDICTS = "verdicts";

  private static final String SHADOW = "SHADOW ";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<byte[]> summary;
  private final MapState<String, byte[]> ledgers;
  private final MapState<String, byte[]> emitted;
  private final MapState<Integer, byte[]> evidence;
  private final MapState<String, byte[]> verdicts;

  AlertsState(RuntimeContext runtime) {
    summary = runtime.getState(new ValueStateDescriptor<>(SUMMARY, BYTES));
    ledgers = runtime.getMapState(byText(LEDGERS));
    emitted = runtime.getMapState(revisions());
    evidence = runtime.getMapState(evidence());
    verdicts = runtime.getMapState(byText(VERDICTS));
  }

  private static MapStateDescriptor<String, byte[]> byText(String name) {
    return new MapStateDescriptor<>(name, Types.STRING, BYTES);
  }

  /** The state of the entities that have alerts or shadow alerts. */
  static MapStateDescriptor<String, byte[]> revisions() {
    return byText(LAST_REVISION);
  }

  /** The state of the entities of which alerts show events. */
  static MapStateDescriptor<Integer, byte[]> evidence() {
    return new MapStateDescriptor<>(EVENTS, Types.INT, BYTES);
  }

  private static String key(AlertTrack track, Side side) {
    return (side == Side.SHADOW ? SHADOW : "") + track.name();
  }

  /** Returns whether what is shown of any finding may name one of them. */
  boolean mayShow(ErasedTokens gone) {
    return isAny(evidence, gone) || isAny(ledgers, gone) || isIn(summary, gone);
  }

  private static boolean isIn(ValueState<byte[]> state, ErasedTokens gone) {
    byte[] value = StateAccess.read(state::value);
    return value != null && gone.mayBeIn(value);
  }

  /** Returns whether any value of a state may name one of them. */
  static boolean isAny(MapState<?, byte[]> state, ErasedTokens gone) {
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
  public @Nullable LastRevision lastRevision(AlertTrack track, Side side) {
    return StateAccess.read(() -> emitted.get(key(track, side)), BookBytes::lastRevision);
  }

  @Override
  public @Nullable SortedMap<Integer, EvidenceEvent> evidence(int chunk) {
    return StateAccess.read(() -> evidence.get(chunk), BookBytes::evidence);
  }

  @Override
  public @Nullable AlertVerdicts verdicts(AlertTrack track, Side side) {
    return StateAccess.read(() -> verdicts.get(key(track, side)), BookBytes::verdicts);
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
  public void put(AlertTrack track, Side side, @Nullable LastRevision next) {
    put(emitted, key(track, side), next == null ? null : BookBytes.of(next));
  }

  @Override
  public void put(AlertTrack track, Side side, @Nullable AlertVerdicts next) {
    put(verdicts, key(track, side), next == null ? null : BookBytes.of(next));
  }

  @Override
  public void put(int chunk, @Nullable SortedMap<Integer, EvidenceEvent> next) {
    put(evidence, chunk, next == null ? null : BookBytes.of(next));
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

  private static <K> void put(MapState<K, byte[]> state, K key, byte @Nullable [] bytes) {
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
