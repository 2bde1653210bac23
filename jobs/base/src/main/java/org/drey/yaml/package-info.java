/**
 * YAML within limits: reading any file costs little more than its size. Start with {@link
 * org.drey.yaml.YamlNode}, whose values know their file and line. Knows snakeyaml-engine and {@code
 * base}, and neither rules nor configurations.
 */
@NullMarked
package org.drey.yaml;

import org.jspecify.annotations.NullMarked;
