"""Makes a netCDF file whose integers have the sign of the attribute _Unsigned, as libraries without unsigned types write it.

Written with netCDF4 1.7.5.1:

    python src/test/python/make_unsigned.py src/test/resources/hdf5

netCDF4 itself applies the attribute "true" as it reads; "false" is the rule of xarray. Prints what netCDF4 and xarray (if it is there) read.
"""
import sys
from pathlib import Path

import netCDF4
import numpy as np

file = Path(sys.argv[1]) / "unsigned.nc"
with netCDF4.Dataset(file, "w", format="NETCDF4") as data:
    for name, size in (("z", 1), ("y", 1), ("x", 3)):
        data.createDimension(name, size)
    for name, dtype, said in (("lower", "i1", "true"), ("upper", "i2", "True"), ("signed", "u1", "false"), ("plain", "u4", "TRUE"),
                              ("wrong", "i1", "maybe")):
        variable = data.createVariable(name, dtype, ("z", "y", "x"))
        variable.set_auto_maskandscale(False)
        variable.setncattr("_Unsigned", said)
        bits = np.array([1, 2, 200 if dtype.endswith("1") else 40000], dtype="i8")
        variable[:] = bits.astype("u" + dtype[1:]).view(dtype).reshape(1, 1, 3)
with netCDF4.Dataset(file) as data:
    for name, variable in data.variables.items():
        print(name, variable[:].dtype, np.asarray(variable[:]).ravel())
try:
    import xarray
    for name, variable in xarray.open_dataset(file).data_vars.items():
        print("xarray", name, variable.dtype, variable.values.ravel())
except ImportError:
    pass
