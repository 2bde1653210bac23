package org.drey.local.e2e;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** What states of Drey's own a savepoint has, by the ids of their operators. */
final class SavedStates {
  private static final ClassLoader CLASSES = SavedStates.class.getClassLoader();

  /** What Flink keeps of sources, sinks and timers. */
  private static final Pattern FLINKS_OWN =
      Pattern.compile("_timer_state/.*|.*_raw_states|SourceReaderState");

  private SavedStates() {}

  /** The names, as {@code operator: state}. */
  static Set<String> of(Path savepoint) throws IOException {
    Set<String> names = new TreeSet<>();
    Path metadata = savepoint.resolve("_metadata");
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(in, CLASSES, savepoint.toString())
              .getOperatorStates()) {
        String id = operator.getOperatorUid().orElseThrow();
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (String state : states(subtask)) {
            names.add(id + ": " + state);
          }
        }
      }
    }
    return names;
  }

  private static Set<String> states(OperatorSubtaskState subtask) throws IOException {
    Set<String> names = new TreeSet<>();
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      names.addAll(handle.getStateNameToPartitionOffsets().keySet());
    }
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      try (InputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
        var proxy = new KeyedBackendSerializationProxy<>(CLASSES);
        proxy.read(new DataInputViewStreamWrapper(in));
        proxy.getStateMetaInfoSnapshots().forEach(state -> names.add(state.getName()));
      }
    }
    names.removeIf(FLINKS_OWN.asMatchPredicate());
    return names;
  }
}
