/** JSON-RPC as devices speak it when they offer tools. */
@NullMarked
package dev.mynah.protocol.mcp;

import org.jspecify.annotations.NullMarked;
