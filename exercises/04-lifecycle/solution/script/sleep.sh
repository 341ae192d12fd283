#!/bin/sh
echo "Going to bed for now…"
sleep {{nap}}
echo "Nap over, bye!"
