# shellcheck shell=bash disable=SC2154  # slot, bridge, subnet: the state that tests/engine loads
# The private engine's network: a bridge, a subnet that overlaps no route, and its own firewall chains.
#
# Slot N stands for bridge kesakoN, chains KESAKO-N and one /16: the first 24 networks come from there
# (.0.0/24 the default bridge, .128.0/17 cut in /24 for user networks).

readonly SLOTS=48

# subnet_of N: the first two bytes of the slot's /16.
subnet_of() { if [ "$1" -lt 32 ]; then echo "10.$((200 + $1))"; else echo "172.$((16 + $1 - 32))"; fi; }

# number_of A.B.C.D: as one integer.
number_of() { local a b c d; IFS=. read -r a b c d <<<"$1"; echo $(( (a << 24) + (b << 16) + (${c:-0} << 8) + ${d:-0} )); }

# overlaps A.B: true when a route of this machine shares addresses with A.B.0.0/16.
overlaps() {
    local mine net bits size route
    mine=$(number_of "$1.0.0")
    while read -r route; do
        [ "$route" = default ] && continue
        net=${route%/*}; bits=32; [ "$net" = "$route" ] || bits=${route#*/}
        net=$(number_of "$net"); size=$(( 1 << (32 - bits) ))
        [ $(( net + size )) -le "$mine" ] || [ $(( mine + 65536 )) -le "$net" ] || return 0
    done < <(ip -4 route show | sed -E 's/^(unreachable|blackhole|prohibit|broadcast|local) //' | cut -d' ' -f1)
    return 1
}

# claim_bridge: sets slot, bridge and subnet. Two atomic steps, each fails if the name is taken: the run folder (seen by
# all network namespaces, whose bridges do not see one another) and the link.
claim_bridge() {
    local n prefix
    for (( n = 0; n < SLOTS; n++ )); do
        prefix=$(subnet_of "$n")
        ! ip link show "kesako$n" >/dev/null 2>&1 || continue
        ! overlaps "$prefix" || continue
        mkdir "/run/kesako/kesako$n" 2>/dev/null || continue
        ip link add "kesako$n" type bridge 2>/dev/null || { rmdir "/run/kesako/kesako$n"; continue; }
        slot=$n bridge=kesako$n subnet=$prefix.0.0/16
        return
    done
    return 1
}

raise_bridge() {
    ip addr add "$(subnet_of "$slot").0.1/24" dev "$bridge"
    ip link set "$bridge" up
}

# Debian's nft front end warns of legacy tables on each call: noise here, errors stay.
firewall() { iptables -w 10 "$@" 2> >(grep -v '^# Warning: iptables-legacy' >&2); }
quiet() { iptables -w 10 "$@" >/dev/null 2>&1; }

# What an engine with iptables on would allow: within a network yes (bridged), between networks no, out and back yes.
allow_traffic() {
    local chain=KESAKO-$slot
    forbid_traffic
    firewall -N "$chain"
    firewall -A "$chain" -s "$subnet" -d "$subnet" -m physdev --physdev-is-bridged -j ACCEPT
    firewall -A "$chain" -s "$subnet" -d "$subnet" -j DROP
    firewall -A "$chain" -s "$subnet" -j ACCEPT
    firewall -A "$chain" -d "$subnet" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    firewall -I FORWARD 1 -j "$chain"
    firewall -t nat -N "$chain"
    firewall -t nat -A "$chain" -s "$subnet" ! -d "$subnet" -j MASQUERADE
    firewall -t nat -A POSTROUTING -j "$chain"
}

forbid_traffic() {
    local chain=KESAKO-$slot
    while quiet -D FORWARD -j "$chain"; do :; done
    while quiet -t nat -D POSTROUTING -j "$chain"; do :; done
    quiet -F "$chain" && quiet -X "$chain"
    quiet -t nat -F "$chain" && quiet -t nat -X "$chain"
    return 0
}

# drop_bridges: the engine leaves the bridges of user networks behind; they are known by their addresses. Ours goes last,
# since it is the claim to the slot.
drop_bridges() {
    local link prefix; prefix=$(subnet_of "$slot")
    while read -r link; do
        [ "$link" = "$bridge" ] || ip link delete "$link" 2>/dev/null || true
    done < <(ip -o -4 addr show | awk -v p="$prefix." 'index($4, p) == 1 { print $2 }')
    ip link delete "$bridge" 2>/dev/null || true
}
