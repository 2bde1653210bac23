package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.drey.rules.correlate.Group;
import org.drey.rules.correlate.GroupStore;
import org.jspecify.annotations.Nullable;

/** Groups in Flink's keyed state. */
final class StateGroups implements GroupStore {
  private final MapState<String, Group> state;

  StateGroups(MapState<String, Group> state) {
    this.state = state;
  }

  @Override
  public @Nullable Group get(String key) {
    return run(() -> state.get(key));
  }

  @Override
  public void put(String key, Group group) {
    run(
        () -> {
          state.put(key, group);
          return true;
        });
  }

  @Override
  public void remove(String key) {
    run(
        () -> {
          state.remove(key);
          return true;
        });
  }

  @Override
  public List<String> keys() {
    return run(
        () -> {
          List<String> keys = new ArrayList<>();
          state.keys().forEach(keys::add);
          return keys;
        });
  }

  private interface Access<R> {
    R run() throws Exception;
  }

  private static <R> R run(Access<R> access) {
    try {
      return access.run();
    } catch (Exception | StackOverflowError e) { // as far as a safety net would catch it
      throw new StateFailedException(e);
    }
  }
}
