package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.rules.cases.CaseBytes;
import org.drey.rules.cases.LinkStore;
import org.drey.rules.cases.NamedLast;
import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/** The entities that the one at hand names, in Flink's keyed state, by the name of the track. */
final class StateLinks implements LinkStore {
  /** State name; a rename loses state. */
  static final String LINKS = "links";

  private final MapState<String, byte[]> links;

  StateLinks(RuntimeContext runtime) {
    links = runtime.getMapState(descriptor());
  }

  static MapStateDescriptor<String, byte[]> descriptor() {
    return new MapStateDescriptor<>(
        LINKS, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  @Override
  public @Nullable NamedLast names(AlertTrack track) {
    return StateAccess.read(() -> links.get(track.name()), CaseBytes::names);
  }

  @Override
  public void put(AlertTrack track, NamedLast names) {
    byte[] bytes = CaseBytes.of(names);
    StateAccess.write(() -> links.put(track.name(), bytes));
  }

  @Override
  public void clear() {
    links.clear();
  }
}
